package io.quorate.raft.core;

import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.TimeoutNow;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Handing leadership over (thesis §3.10): no new commands; when the target has everything it is told to campaign at once;
 * taken back after an election timeout.
 */
final class Transfers {

    /** A leader has led for this many election timeouts before it prefers another one. */
    static final int PATIENCE = 10;

    /** Far more rounds than begin in an election timeout: those up to here belong to the hand-over. */
    private static final long ROUNDS = 1 << 20;

    private Transfers() {}

    static void onTransfer(Step step, Input.Transfer wanted) {
        Optional<NodeId> target =
                wanted.to().or(() -> Successors.mostAdvanced(step)).filter(id -> Successors.isEligible(step, id));
        Optional<String> obstacle = Optional.empty();
        if (!step.isLeader()) {
            obstacle = Optional.of("this node does not lead");
        } else if (step.state.transfer.isPresent()) {
            obstacle = Optional.of("leadership is being handed over to "
                    + step.state.transfer.get().target() + " already");
        } else if (target.isEmpty()) {
            obstacle = Optional.of(
                    wanted.to().map(id -> id + " is no other voter that counts").orElse("no other voter is heard"));
        }
        if (obstacle.isPresent()) {
            step.out.transfers.add(new Output.TransferAnswer.Failed(wanted.number(), obstacle.get()));
        } else {
            begin(step, Optional.of(wanted.number()), target.orElseThrow(), false);
        }
    }

    /** This node is not to lead for a while: hands over, or just stops where nobody can take over. */
    static void onAbstain(Step step, long forNanos) {
        Draft state = step.state;
        state.abstainUntil = OptionalLong.of(step.now + forNanos);
        if (!step.isLeader()) {
            return;
        }
        Optional<NodeId> target = Successors.mostAdvanced(step);
        if (state.transfer.isPresent()) {
            state.transfer = state.transfer.map(Transfer::withStepDown);
        } else if (target.isPresent()) {
            begin(step, Optional.empty(), target.get(), true);
        } else {
            Roles.resign(step, "this node abstains from leading");
        }
    }

    /** The target may have got the last entry. */
    static void onProgress(Step step) {
        Draft state = step.state;
        if (!step.isLeader() || state.transfer.isEmpty() || isTargetTold(state)) {
            return;
        }
        Progress target = step.leading().peers.get(state.transfer.get().target());
        if (target != null && target.match == state.log().lastIndex()) {
            step.leading().rounds.distrust();
            state.transfer =
                    state.transfer.map(t -> t.told(step.leading().rounds.current() + ROUNDS));
            tell(step);
        }
    }

    static void onTick(Step step) {
        Draft state = step.state;
        if (state.transfer.isEmpty()) {
            prefer(step);
        } else if (step.now - state.transfer.get().deadline() >= 0) {
            giveUp(step, state.transfer.get());
        }
    }

    /** The message may have been lost. */
    static void onHeartbeat(Step step) {
        if (isTargetTold(step.state)) {
            tell(step);
        }
    }

    /** At the end of each step: whether somebody else leads now. */
    static void observe(Step step) {
        Draft state = step.state;
        Optional<Transfer> over = state.transfer.filter(t -> state.term() > t.term() && state.leader.isPresent());
        over.flatMap(Transfer::number).ifPresent(number -> step.out.transfers.add(outcome(step, number)));
        if (over.isPresent()) {
            state.transfer = Optional.empty();
        }
    }

    /** From then on voters may elect another while they hear this leader. */
    static boolean isTargetTold(Draft state) {
        return state.role == Role.LEADER
                && state.transfer
                        .filter(t -> t.term() == state.term() && t.lastRound().isPresent())
                        .isPresent();
    }

    /** A leader that was removed tells its natural successor, so that nobody waits for an election timeout. */
    static void bequeath(Step step) {
        long round = step.leading().rounds.current();
        Successors.mostAdvanced(step)
                .ifPresent(heir -> step.out.sendNow(heir, new TimeoutNow(step.state.term(), round + ROUNDS)));
    }

    private static void begin(Step step, Optional<Long> number, NodeId target, boolean stepDown) {
        step.state.transfer = Optional.of(new Transfer(
                number, step.state.term(), target, step.now + step.times.election(), OptionalLong.empty(), stepDown));
        onProgress(step);
    }

    private static void tell(Step step) {
        Transfer transfer = step.state.transfer.orElseThrow();
        step.out.sendNow(
                transfer.target(),
                new TimeoutNow(step.state.term(), transfer.lastRound().orElseThrow()));
    }

    private static void giveUp(Step step, Transfer transfer) {
        Draft state = step.state;
        boolean leads = step.isLeader() && state.term() == transfer.term();
        if (!leads && step.now - transfer.deadline() < 2 * step.times.election()) {
            return;
        }
        state.transfer = Optional.empty();
        transfer.number()
                .ifPresent(number -> step.out.transfers.add(new Output.TransferAnswer.Failed(
                        number, transfer.target() + " did not take over within an election timeout")));
        if (!leads) {
            return;
        }
        if (transfer.stepDown()) {
            Roles.resign(step, "this node abstains from leading");
        } else {
            takeBack(step, transfer);
        }
    }

    /** Leads on, in rounds that tell whoever hears them that the hand-over is void. */
    private static void takeBack(Step step, Transfer transfer) {
        Leading leading = step.leading();
        leading.nextPreferenceAt = step.now + 10 * PATIENCE * step.times.election();
        transfer.lastRound().ifPresent(leading.rounds::skipTo);
        Heartbeats.begin(step);
        step.state.heard = Heard.of(step.state.term(), leading.rounds.current());
    }

    private static Output.TransferAnswer outcome(Step step, long number) {
        NodeId leader = step.state.leader.orElseThrow();
        return leader.equals(step.self)
                ? new Output.TransferAnswer.Failed(number, "this node was elected again")
                : new Output.TransferAnswer.Done(number, leader);
    }

    /** After a stable while, a voter of higher priority that has everything takes over. Never needed for safety. */
    private static void prefer(Step step) {
        if (!step.isLeader() || step.now - step.leading().nextPreferenceAt < 0) {
            return;
        }
        step.leading().nextPreferenceAt = step.now + PATIENCE * step.times.election();
        if (step.leading().change.isEmpty() && step.state.commitIndex >= step.leading().firstIndex) {
            Successors.preferred(step).ifPresent(id -> begin(step, Optional.empty(), id, false));
        }
    }
}
