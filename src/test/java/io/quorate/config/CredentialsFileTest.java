package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsFileTest {

    private static final String TOPOLOGY =
            "{\"MySQLTopologyCredentialsConfigFile\": \"my.cnf\", \"MySQLTopologyUser\": \"json\"}";

    private final ConfigFiles files;

    CredentialsFileTest(@TempDir Path directory) {
        files = new ConfigFiles(directory).withVariables(Map.of("P", "from env"));
    }

    private String password(String line) {
        files.write("my.cnf", "[client]\n" + line + "\n");
        return files.good(TOPOLOGY).secret("MySQLTopologyPassword").reveal();
    }

    private String error(String content) {
        files.write("my.cnf", content);
        return String.join("\n", files.errors(TOPOLOGY));
    }

    @Test
    void userAndPasswordOfTheClientSectionWinOverTheKeys() {
        files.write("my.cnf", """
                # comment
                [mysqld]
                user = mysql
                ; comment
                [Client]
                host = ignored
                User = "someone"
                password= p w  # comment
                skip-something
                [mysqldump]
                password = other
                """);
        Configuration configuration = files.good(TOPOLOGY);
        assertThat(configuration.text("MySQLTopologyUser")).isEqualTo("someone");
        assertThat(configuration.secret("MySQLTopologyPassword").reveal()).isEqualTo("p w");
    }

    @Test
    void theOwnDatabaseHasItsOwnFile() {
        files.write("own.cnf", "[client]\nuser=o\npassword=q");
        Configuration configuration = files.good("{\"MySQLOrchestratorCredentialsConfigFile\": \"own.cnf\"}");
        assertThat(configuration.text("MySQLOrchestratorUser")).isEqualTo("o");
        assertThat(configuration.secret("MySQLOrchestratorPassword").reveal()).isEqualTo("q");
        assertThat(configuration.text("MySQLTopologyUser")).isEmpty();
    }

    @Test
    void quotedValuesMayHoldAnything() {
        assertThat(password("password = \"a#b;c\\\"d\\\\e\"")).isEqualTo("a#b;c\"d\\e");
        assertThat(password("password = 'a\"b'")).isEqualTo("a\"b");
        assertThat(password("password = \"\"")).isEmpty();
        assertThat(password("password = a=b")).isEqualTo("a=b");
    }

    @Test
    void passwordsMayComeFromTheEnvironment() {
        assertThat(password("password = ${P}")).isEqualTo("from env");
        assertThat(password("password = ${NOT_SET}")).isEmpty();
        assertThat(error("[client]\npassword = ${env:NOT_SET}"))
                .contains(
                        "MySQLTopologyPassword, from the credentials file: the environment variable NOT_SET is not set");
    }

    @Test
    void valuesThatReadersDisagreeAboutMustBeQuoted() {
        assertThat(error("[client]\npassword=a#b"))
                .contains("line 2: a password with one of # ; \" \\ in it must stand in");
        assertThat(error("[client]\npassword=a\\b")).contains("double quotes");
        assertThat(error("[client]\npassword=\"ab")).contains("closing quote of password is missing");
        assertThat(error("[client]\npassword")).contains("followed by no =");
    }

    @Test
    void aFileWithoutCredentialsIsAnErrorAndSoIsNone() {
        assertThat(error("[mysqld]\nuser=x\n")).contains("no user and no password in a section [client]");
        assertThat(files.errors("{\"MySQLTopologyCredentialsConfigFile\": \"/no/such\"}"))
                .containsExactly(
                        "a.json:1: error: MySQLTopologyCredentialsConfigFile: the file /no/such cannot be used: it"
                                + " does not exist");
    }
}
