package io.quorate.config;

import java.util.List;
import java.util.regex.PatternSyntaxException;

/** What regular expressions must have beyond being some. */
final class PatternChecks {

    private PatternChecks() {}

    static void check(Configuration c, Checks checks) {
        for (String key : List.of("DataCenterPattern", "RegionPattern", "PhysicalEnvironmentPattern")) {
            c.pattern(key)
                    .filter(pattern -> pattern.matcher("").groupCount() == 0)
                    .ifPresent(pattern -> checks.refuse(
                            key,
                            key + " has no group; put the part of the host name that counts in parentheses, as in"
                                    + " \"[.]([^.]+)[.]example[.]com\""));
        }
        if (!c.flag("PseudoGTIDPatternIsFixedSubstring")) {
            try {
                RegexSyntax.compile(c.text("PseudoGTIDPattern"));
            } catch (PatternSyntaxException e) {
                checks.refuse(
                        "PseudoGTIDPattern",
                        "PseudoGTIDPattern is not a regular expression: " + e.getDescription()
                                + "; for plain text set PseudoGTIDPatternIsFixedSubstring");
            }
        }
    }
}
