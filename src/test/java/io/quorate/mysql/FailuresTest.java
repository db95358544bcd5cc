package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import io.quorate.model.ProbeFailure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

    private static final InstanceKey KEY = new InstanceKey("db1", 3306);

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), Kind.REFUSED),
                Arguments.of(new SocketException("Connection reset"), Kind.REFUSED),
                Arguments.of(new EOFException("Can not read response from server"), Kind.REFUSED),
                Arguments.of(new SocketTimeoutException("Read timed out"), Kind.TIMEOUT),
                Arguments.of(new NoRouteToHostException("No route to host"), Kind.TIMEOUT),
                Arguments.of(new UnknownHostException("db1"), Kind.UNKNOWN_HOST),
                Arguments.of(new SSLHandshakeException("PKIX path building failed"), Kind.TLS));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void tellsKindsByTheTypeOfTheCause(IOException cause, Kind kind) {
        SQLException wrapped = new SQLException(
                "Communications link failure\n\nThe last packet …", "08S01", 0, new RuntimeException(cause));
        ServerException exception = Failures.exception(KEY, wrapped, true);
        assertThat(exception.failure().kind()).isEqualTo(kind);
        assertThat(exception.failure().isPartial()).isTrue();
        assertThat(exception.errorNumber()).isZero();
        assertThat(exception.failure().message()).contains("db1:3306").doesNotContain("\n");
        assertThat(Failures.leavesLineUsable(wrapped)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1045, ACCESS_DENIED, true",
        "1227, ACCESS_DENIED, true",
        "3159, ACCESS_DENIED, true",
        "1040, SERVER_ERROR,  true",
        "1064, SERVER_ERROR,  true",
        "1200, SERVER_ERROR,  true",
        "1053, REFUSED,       false",
        "4031, SERVER_ERROR,  false",
        "3169, SERVER_ERROR,  false",
    })
    void tellsKindsByTheErrorNumber(int number, Kind kind, boolean isUsable) {
        SQLException error = new SQLException("whatever the language", "HY000", number);
        ServerException exception = Failures.exception(KEY, error, false);
        assertThat(exception.failure().kind()).isEqualTo(kind);
        assertThat(exception.errorNumber()).isEqualTo(number);
        assertThat(exception.getMessage()).contains(Integer.toString(number)).contains("whatever the language");
        assertThat(Failures.leavesLineUsable(error)).isEqualTo(isUsable);
    }

    @Test
    void whatTheDriverItselfWillNotDoSaysNothingOfTheServersLife() {
        SQLException error = new SQLException("Public Key Retrieval is not allowed", "08001");
        assertThat(Failures.exception(KEY, error, false).failure().isUnreachable())
                .isFalse();
    }

    @Test
    void anotherFormIsTriedOnlyForWordsThatAreNotKnown() {
        assertThat(Failures.isUnknownToServer(new SQLException("", "", 1064))).isTrue();
        assertThat(Failures.isUnknownToServer(new SQLException("", "", 1193))).isTrue();
        assertThat(Failures.isUnknownToServer(new SQLException("", "", 1146))).isTrue();
        assertThat(Failures.isUnknownToServer(new SQLException("", "", 1227))).isFalse();
    }
}
