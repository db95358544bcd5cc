package io.quorate.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookCommandTest {

    private static final Shell BASH = new Shell("bash");

    @Test
    void safeValuesStandLiterallyInAnyQuotes() {
        String text =
                "echo {failureType} \"{failedHost}:{failedPort}\" '{slaveHosts}' {{countSlaves}} > /tmp/{recoveryUID}";

        assertThat(script(text, Contexts.deadPrimary()))
                .isEqualTo("echo DeadMaster \"db1:3306\" 'db2:3307,db3:3306' {2} > /tmp/1:abc\n");
    }

    @Test
    void anAbsentSuccessorStaysAsItIsWritten() {
        assertThat(script("mv {successorHost} {successorPort}", Contexts.deadPrimary()))
                .isEqualTo("mv {successorHost} {successorPort}\n");
        assertThat(script("mv {successorHost} {successorPort}", Contexts.recovered()))
                .isEqualTo("mv db2 3307\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            echo {failureClusterAlias}                 | echo "${V}"
            echo "x {failureClusterAlias}"             | echo "x ${V}"
            echo 'x {failureClusterAlias}'             | echo 'x '"${V}"''
            echo $'x {failureClusterAlias}'            | echo $'x '"${V}"$''
            echo "$(cat '{failureClusterAlias}')"      | echo "$(cat ''"${V}"'')"
            echo "$(cat {failureClusterAlias})"        | echo "$(cat "${V}")"
            echo "`cat {failureClusterAlias}`"         | echo "`cat "${V}"`"
            echo "${X:-{failureClusterAlias}}"         | echo "${X:-${V}}"
            echo ${X:-{failureClusterAlias}}           | echo ${X:-"${V}"}
            echo "it's {failureClusterAlias}"          | echo "it's ${V}"
            echo \\" {failureClusterAlias}             | echo \\" "${V}"
            echo '\\' {failureClusterAlias}            | echo '\\' "${V}"
            echo "\\" {failureClusterAlias}"           | echo "\\" ${V}"
            echo $((1<<2)) {failureClusterAlias}       | echo $((1<<2)) "${V}"
            cat <<< "{failureClusterAlias}"            | cat <<< "${V}"
            echo a#'b {failureClusterAlias}'           | echo a#'b '"${V}"''
            curl -d '{"a":"{failureClusterAlias}"}' x  | curl -d '{"a":"'"${V}"'"}' x
            """)
    void otherValuesBecomeAReferenceThatSuitsTheQuotes(String text, String expected) {
        assertThat(script(text, Contexts.deadPrimary("a b")))
                .isEqualTo("QUORATE_FAILURE_CLUSTER_ALIAS='a b'; "
                        + expected.replace("V}", "QUORATE_FAILURE_CLUSTER_ALIAS}") + "\n");
    }

    @Test
    void commentsAndHereDocumentsDoNotMislead() {
        String text = """
                # it's only a comment
                cat <<END "x"
                don't "{failureClusterAlias}
                END
                echo {failureClusterAlias}
                cat <<-'END'
                \t'{failureClusterAlias}
                \tEND
                echo '{failureClusterAlias}'""";

        assertThat(script(text, Contexts.deadPrimary("a;b c")).replace("QUORATE_FAILURE_CLUSTER_ALIAS", "V"))
                .isEqualTo("""
                        V='a;b c'; # it's only a comment
                        cat <<END "x"
                        don't "${V}
                        END
                        echo "${V}"
                        cat <<-'END'
                        \t'a_b c
                        \tEND
                        echo ''"${V}"''
                        """);
    }

    @Test
    void anUnknownShellGetsDefusedValues() {
        HookCommand command = parse("print('{failureClusterAlias}', '{failedHost}')");

        assertThat(command.script(Contexts.deadPrimary("a'b c"), new Shell("/usr/bin/python3")))
                .isEqualTo("print('a_b c', 'db1')\n");
        assertThat(new Shell("/usr/local/bin/zsh").isPosix()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"sleep 5 &, sleep 5, true", "sleep 5&& & , sleep 5, true", "a & b, a & b, false", "' a ', a, false"})
    void aTrailingAmpersandMakesItAsynchronous(String text, String rest, boolean asynchronous) {
        assertThat(parse(text).toString()).isEqualTo(rest);
        assertThat(parse(text).isAsynchronous()).isEqualTo(asynchronous);
    }

    @Test
    void afterARoleSwapNothingIsReplacedOrCutOff() {
        HookCommand command = HookCommand.parse(HookPoint.POST_TAKE_PRIMARY, 1, "echo {failedHost} $1 &");

        assertThat(command.isAsynchronous()).isFalse();
        assertThat(command.script(new RoleSwap(Contexts.SUCCESSOR, Contexts.PRIMARY), BASH))
                .isEqualTo("echo {failedHost} $1 &\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo ${VAR} ${failedHost}",
                "awk '{print $1}' x",
                "curl -d '{\"a\":{\"b\":1}}' x",
                "echo {1..3} {a,b} {} {x}",
                "f() {\n echo; }; {something}",
                "echo {successorHost}"
            })
    void bracesOfTheShellAndOfOthersAreNobodysPlaceholder(String text) {
        assertThat(parse(text).findings()).isEmpty();
        assertThat(script(text, Contexts.deadPrimary("a b"))).isEqualTo(text + "\n");
    }

    @ParameterizedTest
    @CsvSource({"{failedhost}, {failedHost}", "{sucessorHost}, {successorHost}", "{replicasHosts}, {replicaHosts}"})
    void whatLooksLikeAMistypedPlaceholderIsReported(String written, String meant) {
        HookCommand command = HookCommand.parse(HookPoint.PRE_FAILOVER, 2, "echo " + written);
        assertThat(command.findings())
                .singleElement()
                .hasToString(
                        "PreFailoverProcesses hook 2: %s is no placeholder and stays as it is; %s was perhaps meant"
                                .formatted(written, meant));
    }

    @Test
    void whatIsLeftOpenIsReported() {
        assertThat(parse("echo \"{failedHost}").findings())
                .singleElement()
                .asString()
                .contains("is not closed");
        assertThat(parse("cat <<'E'\n{failedHost}\nE").findings())
                .singleElement()
                .asString()
                .contains("here-document");
    }

    @Test
    void describesWithPlainValues() {
        assertThat(parse("echo '{failureClusterAlias}' &").describe(Contexts.deadPrimary("a 'b")))
                .isEqualTo("echo 'a 'b'");
    }

    private static String script(String text, HookContext context) {
        return parse(text).script(context, BASH);
    }

    private static HookCommand parse(String text) {
        return HookCommand.parse(HookPoint.PRE_FAILOVER, 1, text);
    }
}
