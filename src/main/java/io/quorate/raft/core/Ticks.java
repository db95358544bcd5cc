package io.quorate.raft.core;

/** What time alone brings about. */
final class Ticks {

    private Ticks() {}

    static void onTick(Step step) {
        Draft state = step.state;
        step.isTick = true;
        if (step.now - state.tickedAt > step.times.election() / 2) {
            onPause(step);
        }
        state.tickedAt = step.now;
        Heartbeats.onTick(step);
        Elections.onTick(step);
        ForwardedReads.onTick(step);
        Transfers.onTick(step);
    }

    /**
     * This node stood still (stopped, starved, a virtual machine moved), perhaps together with its clock: what it was sure
     * of must be confirmed again (pitfall 13), and what came meanwhile be read before it takes silence for a fact.
     */
    private static void onPause(Step step) {
        long patience = step.now + 2 * step.times.heartbeat();
        step.state.leading.ifPresent(leading -> {
            leading.rounds.distrust();
            leading.graceUntil = patience;
        });
        if (step.state.electionDeadline - patience < 0) {
            step.state.electionDeadline = patience;
        }
    }
}
