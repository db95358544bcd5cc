package io.quorate.analysis;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.ReplicationChannel;
import java.time.Instant;
import java.util.Optional;

/**
 * What several good probes in a row tell of a replica's I/O thread, and one alone cannot.
 *
 * @param source where it reads from; another source begins another history
 * @param observedAt when the latest good probe began
 * @param state what that probe saw
 * @param stateSince when the first probe of the unbroken row that saw this state began
 * @param read how far the thread had read
 * @param advancedAfter the beginning of a probe after which it read something new; empty when none was seen to
 * @param advanceSeenAt the beginning of the probe that saw it
 */
record ThreadHistory(
        InstanceKey source,
        Instant observedAt,
        IoState state,
        Instant stateSince,
        BinlogCoordinates read,
        Optional<Instant> advancedAfter,
        Instant advanceSeenAt) {

    static Optional<ThreadHistory> begin(Instance instance, Instant at) {
        return instance.channel()
                .map(c -> new ThreadHistory(
                        c.source(), at, IoState.of(c), at, c.readCoordinates(), Optional.empty(), Instant.MIN));
    }

    /** With one more good probe; itself if that probe is the one it knows. */
    Optional<ThreadHistory> next(Instance instance, Instant at) {
        if (at.equals(observedAt)) {
            return Optional.of(this);
        }
        Optional<ReplicationChannel> channel = instance.channel();
        if (channel.isEmpty() || !channel.get().source().equals(source)) {
            return begin(instance, at);
        }
        IoState now = IoState.of(channel.get());
        boolean advanced = !channel.get().readCoordinates().equals(read);
        return Optional.of(new ThreadHistory(
                source,
                at,
                now,
                now == state ? stateSince : at,
                channel.get().readCoordinates(),
                advanced ? Optional.of(observedAt) : advancedAfter,
                advanced ? at : advanceSeenAt));
    }
}
