package io.quorate.recovery.run;

import io.quorate.log.Leadership;
import io.quorate.log.ReplicatedLog;
import io.quorate.operations.run.Fence;
import java.util.Optional;

/** This node's right to change servers, as it was when a recovery began; over once leadership changes or is lost. */
record Tenure(ReplicatedLog log, long epoch) implements Fence {

    static Tenure now(ReplicatedLog log) {
        return new Tenure(log, log.leadership().epoch());
    }

    @Override
    public Optional<String> objection() {
        Leadership now = log.leadership();
        if (now.isLeader() && now.epoch() == epoch) {
            return Optional.empty();
        }
        return Optional.of(now.leader()
                .map(leader -> "leadership has changed, " + leader + " leads now")
                .orElse("this node does not lead"));
    }
}
