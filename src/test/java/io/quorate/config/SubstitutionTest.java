package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubstitutionTest {

    private final ConfigFiles files;

    SubstitutionTest(@TempDir Path directory) {
        files = new ConfigFiles(directory)
                .withVariables(Map.of("NAME", "value", "PORT", "3307", "ON", "true", "TRICKY", "a$1\\${NAME}"));
    }

    private String text(String written) {
        return files.good("{\"WebMessage\": \"" + written + "\"}").text("WebMessage");
    }

    @Test
    void replacesVariablesInAllForms() {
        assertThat(text("${NAME}")).isEqualTo("value");
        assertThat(text("<${env:NAME}>")).isEqualTo("<value>");
        assertThat(text("${NAME}-${NAME}")).isEqualTo("value-value");
        assertThat(text("${env:MISSING:-else}")).isEqualTo("else");
        assertThat(text("${MISSING:-}")).isEmpty();
        assertThat(text("${env:NAME:-else}")).isEqualTo("value");
    }

    @Test
    void whatWasPutInIsNotReplacedAgain() {
        assertThat(text("${TRICKY}")).isEqualTo("a$1\\${NAME}");
    }

    @Test
    void aDoubledDollarKeepsTheText() {
        assertThat(text("$${NAME} $NAME $")).isEqualTo("${NAME} $NAME $");
    }

    @Test
    void replacesFilesWithoutTheirLastLineBreak() {
        files.write("secret.txt", "s3cret\n");
        assertThat(text("${file:secret.txt}")).isEqualTo("s3cret");
        assertThat(files.errors("{\"WebMessage\": \"${file:/no/such}\"}"))
                .containsExactly("a.json:1: error: WebMessage: the file /no/such cannot be read: it does not exist");
    }

    @Test
    void aVariableThatIsNotSetIsAnErrorNamingKeyAndVariable() {
        assertThat(files.errors("{\n\"HTTPAuthPassword\": \"${env:NOPE}\"}"))
                .containsExactly(
                        "a.json:2: error: HTTPAuthPassword: the environment variable NOPE is not set; set it, or"
                                + " give a default: ${env:NOPE:-default}");
    }

    @Test
    void theTwoOldPasswordsMayBeEmptyWithAWarning() {
        String text = "{\"MySQLTopologyPassword\": \"${NOPE}\"}";
        assertThat(files.good(text).secret("MySQLTopologyPassword").isEmpty()).isTrue();
        assertThat(files.warnings(text)).singleElement().asString().contains("NOPE is not set, so this is empty");
        assertThat(files.errors("{\"MySQLTopologyPassword\": \"${env:NOPE}\"}")).hasSize(1);
    }

    @Test
    void textBesideAVariableInAPasswordIsKept() {
        assertThat(files.good("{\"MySQLTopologyPassword\": \"a${NAME}b\"}")
                        .secret("MySQLTopologyPassword")
                        .reveal())
                .isEqualTo("avalueb");
    }

    @Test
    void replacesInsideListsAndObjects() {
        Configuration configuration = files.good("""
                {"DiscoverySeeds": ["${NAME}:${PORT}"], "ClusterNameToAlias": {"x": "${NAME}"}}""");
        assertThat(configuration.texts("DiscoverySeeds")).containsExactly("value:3307");
        assertThat(configuration.mapping("ClusterNameToAlias")).containsEntry("x", "value");
    }

    @Test
    void numbersAndFlagsMayComeFromVariables() {
        Configuration configuration = files.good("""
                {"DefaultInstancePort": "${PORT}", "Debug": "${ON}", "InstancePollSeconds": "${env:X:-7}"}""");
        assertThat(configuration.integer("DefaultInstancePort")).isEqualTo(3307);
        assertThat(configuration.flag("Debug")).isTrue();
        assertThat(configuration.integer("InstancePollSeconds")).isEqualTo(7);
        assertThat(files.errors("{\"DefaultInstancePort\": \"${NAME}\"}")).hasSize(1);
    }

    @Test
    void hooksLeaveVariablesOfTheShellAlone() {
        Configuration configuration = files.good("""
                {"PostFailoverProcesses": ["echo ${ORC_FAILED_HOST} ${NAME} ${env:NAME} ${X:-y} $${z}"]}""");
        assertThat(configuration.texts("PostFailoverProcesses"))
                .containsExactly("echo ${ORC_FAILED_HOST} ${NAME} value ${X:-y} $${z}");
    }

    @Test
    void bracesThatHoldNothingKnownAreAnError() {
        assertThat(files.errors("{\"WebMessage\": \"${a b}\"}"))
                .singleElement()
                .asString()
                .contains("write $${");
        assertThat(text("half ${open")).isEqualTo("half ${open");
    }

    @Test
    void variablesThatHoldSecretsAreKnownByName() {
        files.write("my.cnf", "[client]\npassword = ${PORT}\n");
        Configuration configuration = files.good("""
                {"HTTPAuthPassword": "${env:NAME}", "WebMessage": "${ON}",
                 "MySQLTopologyCredentialsConfigFile": "my.cnf"}""");
        assertThat(configuration.secretVariables()).containsExactlyInAnyOrder("NAME", "PORT");
    }
}
