package io.quorate.config;

import io.quorate.config.catalogue.Catalogue;
import io.quorate.config.catalogue.Key;
import io.quorate.config.catalogue.KeyType;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds misspelled placeholders in hooks, before a failover does. Braces mean other things to a shell and to the
 * programs in it, so only a word that is nearly a placeholder is refused.
 */
final class HookChecks {

    /** All that may stand in a command, in the order of the manual. */
    static final List<String> PLACEHOLDERS = List.of(
            "failureType",
            "instanceType",
            "isMaster",
            "isCoMaster",
            "failureDescription",
            "command",
            "failedHost",
            "failedPort",
            "failureCluster",
            "failureClusterAlias",
            "failureClusterDomain",
            "countReplicas",
            "countSlaves",
            "isDowntimed",
            "autoMasterRecovery",
            "autoIntermediateMasterRecovery",
            "orchestratorHost",
            "recoveryUID",
            "isSuccessful",
            "lostReplicas",
            "lostSlaves",
            "countLostReplicas",
            "replicaHosts",
            "slaveHosts",
            "successorHost",
            "successorPort",
            "successorAlias",
            "successorBinlogCoordinates");

    private static final Pattern BRACES = Pattern.compile("(?<!\\$)\\{([A-Za-z_]+)}");
    private static final String WITHOUT_PLACEHOLDERS = "PostTakeMasterProcesses";
    private static final int NEAR = 2;

    private HookChecks() {}

    static void check(Configuration c, Checks checks) {
        Catalogue.keys().stream()
                .filter(key -> key.type() == KeyType.COMMANDS)
                .map(Key::name)
                .forEach(key -> c.texts(key).forEach(command -> check(key, command, checks)));
    }

    private static void check(String key, String command, Checks checks) {
        if (command.isBlank()) {
            checks.refuse(key, key + " has an empty command; remove it");
        }
        Matcher braces = BRACES.matcher(command);
        for (MatchResult found : braces.results().toList()) {
            String word = found.group(1);
            boolean known = PLACEHOLDERS.contains(word);
            Optional<String> near = Suggestion.nearest(word, PLACEHOLDERS, NEAR);
            if (known && key.equals(WITHOUT_PLACEHOLDERS)) {
                checks.warn(
                        key,
                        key + " has no placeholders, so {" + word + "} stays as it is; use $1 (promoted) and $2"
                                + " (demoted)");
            } else if (!known && near.isPresent()) {
                checks.refuse(
                        key, key + " has the unknown placeholder {" + word + "}; did you mean {" + near.get() + "}?");
            }
        }
    }
}
