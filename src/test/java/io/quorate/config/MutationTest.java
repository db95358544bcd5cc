package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quorate.config.catalogue.Catalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages the full sample at random: reading it must never fail otherwise than by findings that name the key. */
class MutationTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String[] VALUES = {
        "true",
        "-1",
        "0",
        "1.5",
        "1e400",
        "99999999999999999999",
        "\"\"",
        "\"five\"",
        "\"(\"",
        "\"${\"",
        "\"${x y}\"",
        "[]",
        "[1]",
        "[\"(\"]",
        "[null]",
        "[[\"a\"]]",
        "{}",
        "{\"(\": \"a\"}",
        "{\"a\": 1}",
        "null",
        "\"\\u0000\"",
        "\"${env:NO_SUCH_VARIABLE}\"",
        "\"${file:/no/such/file}\"",
        "[\"${env:NO_SUCH_VARIABLE}\"]"
    };
    private static final int ROUNDS = 100;

    private final ConfigFiles files;

    MutationTest(@TempDir Path directory) {
        files = new ConfigFiles(directory);
    }

    @Test
    void wrongTypesNeverThrowAndAlwaysNameTheKey() throws JsonProcessingException {
        long seed = Long.getLong("quorate.seed", System.nanoTime());
        System.out.println("MutationTest: -Dquorate.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        ObjectNode sample = (ObjectNode) JSON.readTree(FullSample.text());
        List<String> names = new ArrayList<>();
        sample.fieldNames().forEachRemaining(names::add);
        for (int round = 0; round < ROUNDS; round++) {
            ObjectNode mutant = sample.deepCopy();
            Set<String> mutated = new HashSet<>();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                String name = names.get(random.nextInt(names.size()));
                mutant.set(name, JSON.readTree(VALUES[random.nextInt(VALUES.length)]));
                mutated.add(name);
            }
            LoadResult result = files.loadText(mutant.toString());
            assertThat(result.configuration().isEmpty())
                    .isEqualTo(!result.errors().isEmpty());
            for (String name : mutated) {
                if (isWrongType(name, mutant.get(name))) {
                    assertThat(result.errors())
                            .as("seed %d, round %d: %s = %s", seed, round, name, mutant.get(name))
                            .anyMatch(error -> error.key().filter(name::equals).isPresent()
                                    && error.message().contains(name));
                }
            }
        }
    }

    @Test
    void cutAndGarbledFilesNeverThrow() {
        long seed = Long.getLong("quorate.seed", System.nanoTime());
        System.out.println("MutationTest: -Dquorate.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        String sample = FullSample.text();
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(sample.substring(0, random.nextInt(sample.length())));
            if (random.nextBoolean()) {
                text = new StringBuilder(sample);
            }
            for (int i = random.nextInt(4); i > 0 && text.length() > 0; i--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(1, 256));
            }
            LoadResult result = files.loadText(text.toString());
            assertThat(result.configuration().isEmpty())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(!result.errors().isEmpty());
        }
    }

    private static boolean isWrongType(String name, JsonNode value) {
        if (value.isNull()) {
            return false;
        }
        return switch (Catalogue.get(name).type()) {
            case FLAG -> !value.isBoolean();
            case INTEGER, NUMBER -> !value.isNumber();
            case TEXT, WORD, SECRET, PATTERN -> !value.isTextual();
            case TEXTS, COMMANDS, PATTERNS, HOST_PATTERNS, CLUSTER_FILTERS ->
                !value.isArray() || (!value.isEmpty() && !value.get(0).isTextual());
            case MAPPING ->
                !value.isObject()
                        || (!value.isEmpty() && !value.elements().next().isTextual());
        };
    }
}
