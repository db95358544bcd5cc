package io.quorate.config;

import io.quorate.hooks.HookCommand;
import io.quorate.hooks.HookPoint;
import io.quorate.hooks.Placeholder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds misspelled placeholders in hooks, before a failover does. Braces mean other things to a shell and to the
 * programs in it, so only a word that is nearly a placeholder is refused.
 */
final class HookChecks {

    private static final List<String> PLACEHOLDERS = Arrays.stream(Placeholder.values())
            .flatMap(placeholder -> placeholder.names().stream())
            .toList();
    private static final Pattern BRACES = Pattern.compile("(?<!\\$)\\{([A-Za-z_]+)}");
    private static final String WITHOUT_PLACEHOLDERS = "PostTakeMasterProcesses";
    private static final int NEAR = 2;

    private HookChecks() {}

    static void check(Configuration c, Checks checks) {
        for (HookPoint point : HookPoint.values()) {
            List<String> commands = c.texts(point.key());
            for (int i = 0; i < commands.size(); i++) {
                check(point, i + 1, commands.get(i), checks);
            }
        }
    }

    private static void check(HookPoint point, int position, String command, Checks checks) {
        String key = point.key();
        if (command.isBlank()) {
            checks.refuse(key, key + " has an empty command; remove it");
            return;
        }
        boolean misspelled = false;
        for (MatchResult found : BRACES.matcher(command).results().toList()) {
            String word = found.group(1);
            boolean known = PLACEHOLDERS.contains(word);
            if (known && key.equals(WITHOUT_PLACEHOLDERS)) {
                checks.warn(
                        key,
                        key + " has no placeholders, so {" + word
                                + "} stays as it is; use $1 (promoted) and $2 (demoted)");
            }
            Optional<String> meant = known ? Optional.empty() : Suggestion.nearest(word, PLACEHOLDERS, NEAR);
            meant.ifPresent(near -> checks.refuse(
                    key, key + " has the unknown placeholder {" + word + "}; did you mean {" + near + "}?"));
            misspelled |= meant.isPresent();
        }
        if (!misspelled) {
            HookCommand.parse(point, position, command)
                    .findings()
                    .forEach(finding -> checks.warn(key, finding.toString()));
        }
    }
}
