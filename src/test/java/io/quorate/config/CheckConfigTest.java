package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckConfigTest {

    private final ConfigFiles files;

    CheckConfigTest(@TempDir Path directory) {
        files = new ConfigFiles(directory);
    }

    @Test
    void aGoodFileEndsWithZero() {
        files.write("a.json", "{\"Debug\": true}");
        CheckConfig.Report report = CheckConfig.run(List.of(Path.of("a.json")), files.surroundings());
        assertThat(report.exitCode()).isZero();
        assertThat(report.text()).isEqualTo("a.json: no errors, no warnings" + System.lineSeparator());
    }

    @Test
    void warningsAloneEndWithZero() {
        files.write("a.json", "{\"Debugg\": true}");
        CheckConfig.Report report = CheckConfig.run(List.of(Path.of("a.json")), files.surroundings());
        assertThat(report.exitCode()).isZero();
        assertThat(report.text().lines())
                .containsExactly(
                        "a.json:1: warning: unknown key Debugg; did you mean Debug?", "a.json: no errors, 1 warning");
    }

    @Test
    void errorsAreAllListedInTheOrderOfTheFileAndEndWithOne() {
        files.write("a.json", "{\n\"Debug\": 1,\n\"InstancePollSeconds\": \"5\",\n\"RaftEnabled\": true\n}");
        CheckConfig.Report report = CheckConfig.run(List.of(Path.of("a.json")), files.surroundings());
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.text().lines().toList())
                .startsWith(
                        "a.json:2: error: Debug is 1; expected true or false, without quotes",
                        "a.json:3: error: InstancePollSeconds is \"5\"; expected a whole number of 1 or more, without"
                                + " quotes")
                .anyMatch(line -> line.startsWith("a.json:4: error: RaftDataDir is not set"))
                .endsWith("a.json: 3 errors, no warnings");
    }

    @Test
    void withoutAFileTheUsualOnesAreChecked() {
        assertThat(CheckConfig.run(List.of(), files.surroundings()).text())
                .startsWith("no configuration file found, defaults hold");
        files.write("conf/orchestrator.conf.json", "{\"Debug\": 1}");
        assertThat(CheckConfig.run(List.of(), files.surroundings()).exitCode()).isEqualTo(1);
    }
}
