package io.quorate.mysql;

import io.quorate.model.InstanceKey;
import io.quorate.model.ProbeFailure;
import io.quorate.model.ProbeFailure.Kind;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Tells kinds of failure apart by the types of exceptions and by error numbers; texts differ between versions and
 * languages.
 */
final class Failures {

    /**
     * Not allowed to enter (1045, 1129, 1130, 1698, 3118, 3159), password expired (1820, 1862), not allowed to do it
     * (1044, 1142, 1143, 1227, 1370).
     */
    private static final Set<Integer> DENIED =
            Set.of(1044, 1045, 1129, 1130, 1142, 1143, 1227, 1370, 1698, 1820, 1862, 3118, 3159);
    /** The server does not know these words (1064), this variable (1193), table (1146), column (1054), function (1305). */
    private static final Set<Integer> NOT_KNOWN = Set.of(1054, 1064, 1146, 1193, 1305);
    /** Errors after which the server gives the connection up: shutting down, network, killed, idle for too long. */
    private static final Set<Integer> LAST_WORDS = Set.of(1053, 1158, 1159, 1160, 1161, 1927, 3169, 4031);
    /** The server says goodbye while it shuts down. */
    private static final int SHUTTING_DOWN = 1053;

    private Failures() {}

    /** Whether another form of the statement may do. */
    static boolean isUnknownToServer(SQLException error) {
        return NOT_KNOWN.contains(error.getErrorCode());
    }

    static boolean isAccessDenied(SQLException error) {
        return DENIED.contains(error.getErrorCode());
    }

    /** Whether the server answered, and the connection can be used further. */
    static boolean leavesLineUsable(SQLException error) {
        return error.getErrorCode() != 0
                && !LAST_WORDS.contains(error.getErrorCode())
                && !String.valueOf(error.getSQLState()).startsWith("08");
    }

    /**
     * The exception for our caller.
     *
     * @param isPartial whether the server had told its variables before
     */
    static ServerException exception(InstanceKey key, Exception error, boolean isPartial) {
        int number = error instanceof SQLException sql ? sql.getErrorCode() : 0;
        Kind kind = kind(error, number);
        return new ServerException(new ProbeFailure(kind, message(key, kind, error, number), isPartial), number, error);
    }

    static ServerException timeout(InstanceKey key, Duration limit, Exception error, boolean isPartial) {
        String message = "%s did not finish its answer within %d ms".formatted(key, limit.toMillis());
        return new ServerException(new ProbeFailure(Kind.TIMEOUT, message, isPartial), 0, error);
    }

    static Kind kind(Exception error, int number) {
        if (number != 0) {
            if (DENIED.contains(number)) {
                return Kind.ACCESS_DENIED;
            }
            return number == SHUTTING_DOWN ? Kind.REFUSED : Kind.SERVER_ERROR;
        }
        if (cause(error, SocketTimeoutException.class).isPresent()
                || cause(error, NoRouteToHostException.class).isPresent()) {
            return Kind.TIMEOUT;
        }
        if (cause(error, UnknownHostException.class).isPresent()) {
            return Kind.UNKNOWN_HOST;
        }
        if (cause(error, SSLException.class).isPresent()) {
            return Kind.TLS;
        }
        // What the driver itself will not do comes without such a cause, and says nothing about the server's life.
        return isNetwork(error) ? Kind.REFUSED : Kind.SERVER_ERROR;
    }

    /** The driver's texts run over several lines of advice; the innermost cause is what happened. */
    private static String message(InstanceKey key, Kind kind, Exception error, int number) {
        if (number != 0) {
            return "%s answered with error %d: %s".formatted(key, number, firstLine(error));
        }
        Throwable root = root(error);
        return switch (kind) {
            case TIMEOUT -> key + " does not answer: " + firstLine(root);
            case UNKNOWN_HOST -> "The name of " + key + " cannot be resolved to an address";
            case TLS ->
                "No encrypted connection to " + key + ": "
                        + firstLine(cause(error, SSLException.class).orElseThrow());
            case REFUSED -> key + " refused or broke the connection: " + firstLine(root);
            case ACCESS_DENIED, SERVER_ERROR -> key + ": " + firstLine(root);
        };
    }

    /** Whether the network, and not the driver, is to blame. */
    static boolean isNetwork(Exception error) {
        return cause(error, IOException.class).isPresent();
    }

    private static String firstLine(Throwable error) {
        String text = error.getMessage();
        return text == null || text.isBlank()
                ? error.getClass().getSimpleName()
                : text.lines().findFirst().orElse(text);
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root;
    }

    private static <T extends Throwable> Optional<T> cause(Throwable error, Class<T> type) {
        Throwable at = error;
        for (int depth = 0; depth < 20 && at != null; depth++) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }
}
