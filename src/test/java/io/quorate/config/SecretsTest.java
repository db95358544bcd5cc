package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.config.catalogue.Catalogue;
import io.quorate.config.catalogue.Key;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final String PASSWORD = "hunter2secretvalue";

    private final ConfigFiles files;

    SecretsTest(@TempDir Path directory) {
        files = new ConfigFiles(directory).withVariables(Map.of("SECRET", PASSWORD));
    }

    private void assertHidden(String text) {
        LoadResult result = files.loadText(text);
        assertThat(result.toString()).as(text).doesNotContain("hunter2");
        assertThat(result.findings())
                .allSatisfy(finding -> assertThat(finding.toString()).doesNotContain("hunter2"));
        assertThat(CheckConfig.run(java.util.List.of(Path.of("a.json")), files.surroundings())
                        .text())
                .doesNotContain("hunter2");
    }

    @Test
    void aSecretIsInNoMessageWhateverIsWrongWithIt() {
        for (Key key : Catalogue.keys()) {
            if (key.isSecret()) {
                String name = "{\"" + key.name() + "\": ";
                assertHidden(name + "\"" + PASSWORD + "\"}");
                assertHidden(name + "[\"" + PASSWORD + "\"]}");
                assertHidden(name + "{\"x\": \"" + PASSWORD + "\"}}");
                assertHidden(name + "\"${" + PASSWORD + " x}\"}");
                assertHidden(name + "\"${env:SECRET}\"}");
            }
        }
    }

    @Test
    void aSecretIsInNoExcerptOfABrokenFile() {
        assertHidden("{\"MySQLTopologyPassword\": \"" + PASSWORD);
        assertHidden("{\"MySQLTopologyPassword\": " + PASSWORD + "}");
        assertHidden("{\"MySQLTopologyPassword: \"" + PASSWORD + "\"}");
        assertHidden("{\"MySQLTopologyPassword\"  \"" + PASSWORD + "\"}");
        assertHidden("{'MySQLTopologyPassword': '" + PASSWORD + "'}");
        assertHidden("{\"MySQLTopologyPassword\":\n  \"" + PASSWORD + "\" \"x\"}");
        assertHidden("{\"MySQLTopologyPassword\": \"a\"" + PASSWORD + "\"}");
        assertHidden("{\"MySQLTopologyPassword\": \"" + PASSWORD + "\" \"ListenAddress\": 1}");
        assertHidden("{\"MyPasswrd\": \"" + PASSWORD + "\", \"consulacltoken\": \"" + PASSWORD + "\" \"x\"}");
        assertHidden("{\"MySQLTopologyPassword\": \"\\" + PASSWORD + "\\q\"}");
    }

    @Test
    void aSecretUnderAMisspelledKeyIsNotShownEither() {
        assertHidden("{\"MySQLTopologyPasword\": \"" + PASSWORD + "\"}");
    }

    @Test
    void aSecretUnderTwoNamesIsNotShown() {
        assertHidden("{\"BackendDBPassword\": \"" + PASSWORD + "\", \"MySQLOrchestratorPassword\": \"other\"}");
    }

    @Test
    void whatAVariableHoldsIsNotShown() {
        assertHidden("{\"DataCenterPattern\": \"(${SECRET}\", \"DefaultInstancePort\": \"${SECRET}\"}");
        assertHidden("{\"AuthenticationMethod\": \"${SECRET}\", \"RecoverMasterClusterFilters\": [\"(${SECRET}\"]}");
    }

    @Test
    void aCredentialsFileIsNotQuoted() {
        files.write("my.cnf", "[client]\nuser=u\npassword=" + PASSWORD + "#x\n");
        assertHidden("{\"MySQLTopologyCredentialsConfigFile\": \"my.cnf\"}");
        files.write("my.cnf", "[client]\npassword=\"" + PASSWORD + "\n");
        assertHidden("{\"MySQLTopologyCredentialsConfigFile\": \"my.cnf\"}");
        files.write("my.cnf", "[client]\npassword=\"${" + PASSWORD + " x}\"\n");
        assertHidden("{\"MySQLTopologyCredentialsConfigFile\": \"my.cnf\"}");
        files.write("my.cnf", "[client]\npassword=" + PASSWORD + "\n");
        assertHidden("{\"MySQLTopologyCredentialsConfigFile\": \"my.cnf\"}");
    }

    @Test
    void theEnvironmentIsNotShown() {
        assertThat(files.surroundings().toString()).doesNotContain("hunter2");
    }
}
