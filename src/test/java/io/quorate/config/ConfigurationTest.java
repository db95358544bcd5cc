package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quorate.config.catalogue.Catalogue;
import io.quorate.config.catalogue.Key;
import io.quorate.config.catalogue.KeyType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    private static final Set<KeyType> LISTS =
            Set.of(KeyType.TEXTS, KeyType.COMMANDS, KeyType.PATTERNS, KeyType.HOST_PATTERNS, KeyType.CLUSTER_FILTERS);
    private static final Map<String, Set<KeyType>> ACCESSORS = Map.of(
            "flag", Set.of(KeyType.FLAG),
            "integer", Set.of(KeyType.INTEGER),
            "duration", Set.of(KeyType.INTEGER),
            "number", Set.of(KeyType.NUMBER),
            "text", Set.of(KeyType.TEXT, KeyType.WORD, KeyType.PATTERN),
            "optionalText", Set.of(KeyType.TEXT, KeyType.WORD, KeyType.PATTERN),
            "texts", LISTS,
            "secret", Set.of(KeyType.SECRET),
            "pattern", Set.of(KeyType.PATTERN),
            "patterns", Set.of(KeyType.PATTERNS, KeyType.HOST_PATTERNS));
    private static final Pattern CALL =
            Pattern.compile("\\b(?:c|config|configuration)\\s*\\.\\s*(\\w+)\\(\"([A-Z]\\w+)\"\\)");

    private final Configuration defaults = Configuration.defaults();

    @Test
    void valuesComeInTheTypeOfTheirKey() {
        assertThat(defaults.flag("MySQLTopologyUseMixedTLS")).isTrue();
        assertThat(defaults.integer("DefaultInstancePort")).isEqualTo(3306);
        assertThat(defaults.number("DeadInstancePollSecondsMultiplyFactor")).isEqualTo(1.0);
        assertThat(defaults.duration("PulseMilliseconds")).isEqualTo(Duration.ofMillis(100));
        assertThat(defaults.duration("UnseenInstanceForgetHours")).isEqualTo(Duration.ofDays(10));
        assertThat(defaults.text("FailureAgreement")).isEqualTo("leader");
        assertThat(defaults.optionalText("WebMessage")).isEmpty();
        assertThat(defaults.texts("PowerAuthUsers")).isEqualTo(List.of("*"));
        assertThat(defaults.pattern("DataCenterPattern")).isEmpty();
        assertThat(defaults.patterns("PromotionIgnoreHostnameFilters")).isEmpty();
        assertThat(defaults.patternMapping("ClusterNameToAlias")).isEmpty();
        assertThat(defaults.secret("MySQLTopologyPassword").isEmpty()).isTrue();
        assertThat(defaults.isGiven("Debug")).isFalse();
    }

    @Test
    void aWrongNameOrTypeIsAMistakeOfTheProgrammer() {
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.flag("Nope"));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.flag("ListenAddress"));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.text("SlaveLagQuery"));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.duration("DefaultInstancePort"));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.text("MySQLTopologyPassword"));
    }

    @Test
    void everyNameAskedForInTheProgramExistsWithThatType() throws IOException {
        int calls = 0;
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher call = CALL.matcher(Files.readString(source));
                while (call.find()) {
                    if (ACCESSORS.containsKey(call.group(1))) {
                        calls++;
                        Key key = Catalogue.get(call.group(2));
                        assertThat(ACCESSORS.get(call.group(1)))
                                .as("%s in %s", call.group(), source)
                                .contains(key.type());
                        assertThat(key.target())
                                .as("%s in %s", call.group(), source)
                                .isEmpty();
                        assertThat(!call.group(1).equals("duration")
                                        || key.unit().isPresent())
                                .as("%s in %s", call.group(), source)
                                .isTrue();
                    }
                }
            }
        }
        assertThat(calls).isPositive();
    }

    @Test
    void printsNamesOnly() {
        Place place = new Place(Path.of("x"), 1);
        assertThat(defaults.withGiven("WebMessage", "hello", place).toString()).isEqualTo("Configuration[WebMessage]");
    }
}
