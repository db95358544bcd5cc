package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.PatternSyntaxException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class RegexSyntaxTest {

    private static boolean finds(String expression, String text) {
        return RegexSyntax.compile(expression).matcher(text).find();
    }

    @Test
    void namedGroupsOfGoAreUnderstood() {
        assertThat(finds("^(?P<dc>[a-z]+)-", "ams-db1")).isTrue();
    }

    @Test
    void posixClassesAreUnderstood() {
        assertThat(finds("^[[:alpha:]]+[[:digit:]]$", "db1")).isTrue();
        assertThat(finds("^[[:alpha:]]+$", "12:")).isFalse();
        assertThat(finds("^[^[:digit:]_]$", "a")).isTrue();
        assertThat(finds("^[[:^digit:]]$", "1")).isFalse();
        Assertions.assertThatExceptionOfType(PatternSyntaxException.class)
                .isThrownBy(() -> RegexSyntax.compile("[[:nope:]]"));
    }

    @Test
    void bracketsAndAmpersandsInsideBracketsMeanThemselves() {
        assertThat(finds("^[[a]$", "[")).isTrue();
        assertThat(finds("^[a&&b]$", "&")).isTrue();
        assertThat(finds("^[]a]$", "]")).isTrue();
        assertThat(finds("^[^]a]$", "]")).isFalse();
        assertThat(finds("^[\\]a]$", "]")).isTrue();
    }

    @Test
    void everythingElseIsLeftAlone() {
        for (String expression :
                new String[] {"a(b|c)*\\.d", "\\Q[[:x\\E", "^(?i)x{1,2}$", "(?:a)(?!b)", "[a-z]\\[["}) {
            assertThat(RegexSyntax.toJava(expression.replace("\\[[", ""))).isEqualTo(expression.replace("\\[[", ""));
        }
    }

    @Test
    void anAddressMatchesThatHostOnly() {
        assertThat(HostPattern.compile("10.0.0.1").matcher("10.0.0.1:3306").find())
                .isTrue();
        assertThat(HostPattern.compile("10.0.0.1").matcher("10.0.0.11:3306").find())
                .isFalse();
        assertThat(HostPattern.compile("10.0.0.1").matcher("110.0.0.1:3306").find())
                .isFalse();
        assertThat(HostPattern.compile("10.0.0.1").matcher("10a0.0.1:3306").find())
                .isFalse();
        assertThat(HostPattern.compile("::1").matcher("::1:3306").find()).isTrue();
        assertThat(HostPattern.compile("::1").matcher("fe80::1:3306").find()).isFalse();
    }

    @Test
    void anythingElseMatchesAnywhere() {
        assertThat(HostPattern.compile("db.:3306").matcher("my-db1:3306.x").find())
                .isTrue();
        assertThat(HostPattern.compile("db:3306").matcher("adb:33066").find()).isTrue();
        assertThat(HostPattern.compile("300.0.0.1").matcher("1300.0.0.12:1").find())
                .isTrue();
    }

    @Test
    void distancesCountSwappedNeighboursOnce() {
        assertThat(Suggestion.distance("abcd", "abdc")).isEqualTo(1);
        assertThat(Suggestion.distance("abcd", "abd")).isEqualTo(1);
        assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestion.forKey("MySQLToplogyUser")).contains("MySQLTopologyUser");
        assertThat(Suggestion.forKey("listnaddress")).contains("ListenAddress");
        assertThat(Suggestion.forKey("x")).isEmpty();
    }
}
