package io.quorate.analysis;

import io.quorate.model.InstanceKey;
import java.time.Duration;
import java.util.List;

/**
 * What would bring the evidence that a diagnosis lacks. Asked for with every analysis as long as it is lacking; {@link
 * EmergencyThrottle} keeps it from being done too often.
 *
 * @param targets the servers it is to be done to
 * @param atMostEvery the least time between two times it is done to one server
 * @param why one clause for the audit
 */
public record EmergencyAction(Kind kind, List<InstanceKey> targets, Duration atMostEvery, String why) {

    public EmergencyAction {
        targets = List.copyOf(targets);
    }

    /** What is done. */
    public enum Kind {
        /** A full probe of the source, outside its rhythm. */
        RE_READ_SOURCE,
        /** Full probes of replicas, outside their rhythm. */
        RE_READ_REPLICAS,
        /**
         * Stop and start the I/O threads of the targets, so that each has to connect to its source anew, then probe
         * them at once. A replica of a source that hangs waits for it for {@code replica_net_timeout}, a minute; one
         * that connects anew learns the truth within a second or two.
         *
         * <p>While the thread starts, {@code replica_net_timeout} must be lowered to a second: it is also the limit for
         * connecting. Then a hung source shows as a lost-connection error after that second. Left at its default the
         * thread would neither fail nor, once it is connecting, let itself be stopped for two seconds (MySQL) or the
         * whole time-out (MariaDB), and a recovery would wait for that.
         *
         * <p>It changes something on servers, so operators' switches (global disabling, cluster filters) apply to it,
         * and it is audited.
         */
        RESTART_REPLICA_IO_THREADS
    }
}
