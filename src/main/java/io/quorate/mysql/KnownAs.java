package io.quorate.mysql;

import io.quorate.model.InstanceKey;
import io.quorate.model.ProbeFailure;

/** Under which key a probed server is known: {@code MySQLHostnameResolveMethod}. The port never changes. */
final class KnownAs {

    private KnownAs() {}

    /** @throws ServerException when the server has no such name */
    static InstanceKey of(InstanceKey connected, Settings.Names.OwnName method, Reading reading)
            throws ServerException {
        if (reading.version().isBinlogServer()) {
            return connected;
        }
        return switch (method) {
            case AS_CONNECTED -> connected;
            case HOSTNAME -> named(connected, reading, "hostname");
            case REPORT_HOST -> named(connected, reading, "report_host");
        };
    }

    private static InstanceKey named(InstanceKey connected, Reading reading, String variable) throws ServerException {
        String name = reading.variables().textOrEmpty(variable).trim();
        if (name.isEmpty()) {
            String message =
                    "%s has an empty %s, by which MySQLHostnameResolveMethod wants to know it; set it there, or use another method"
                            .formatted(connected, variable);
            throw new ServerException(
                    new ProbeFailure(ProbeFailure.Kind.SERVER_ERROR, message, true),
                    0,
                    new IllegalStateException(message));
        }
        return new InstanceKey(name, connected.port());
    }
}
