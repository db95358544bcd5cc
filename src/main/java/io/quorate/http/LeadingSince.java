package io.quorate.http;

import io.quorate.log.Leadership;
import io.quorate.log.ReplicatedLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Since when this node has known who leads. */
final class LeadingSince implements AutoCloseable {

    private record Seen(Leadership leadership, Instant since) {}

    private final InstantSource clock;
    private final ReplicatedLog.Subscription subscription;
    private volatile Seen seen;

    LeadingSince(ReplicatedLog log, InstantSource clock) {
        this.clock = clock;
        this.seen = new Seen(log.leadership(), clock.instant());
        this.subscription = log.onLeadership(this::on);
    }

    private synchronized void on(Leadership now) {
        boolean isSame = now.leader().equals(seen.leadership().leader())
                && now.epoch() == seen.leadership().epoch();
        if (!isSame) {
            seen = new Seen(now, clock.instant());
        }
    }

    /** Empty while nobody leads. */
    Optional<Instant> since() {
        Seen now = seen;
        return now.leadership().leader().map(leader -> now.since());
    }

    @Override
    public void close() {
        subscription.close();
    }
}
