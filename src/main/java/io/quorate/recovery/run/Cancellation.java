package io.quorate.recovery.run;

import io.quorate.operations.run.Fence;
import java.util.Optional;

/** A fence that one closes for good. Safe for use by several threads. */
final class Cancellation implements Fence {

    private volatile Optional<String> reason = Optional.empty();

    void close(String because) {
        reason = Optional.of(because);
    }

    @Override
    public Optional<String> objection() {
        return reason;
    }
}
