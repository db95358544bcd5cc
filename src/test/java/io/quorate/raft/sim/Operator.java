package io.quorate.raft.sim;

import io.quorate.raft.core.Output;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.membership.Suffrage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whoever changes the group: admits, promotes, removes, replaces. Keeps to the one duty that no consensus can take from
 * it: no second disk is lost or voter removed before the loss of the first was made good.
 */
final class Operator {

    private static final long PATIENCE = 3 * Schedule.SECOND;
    private static final SortedMap<String, String> NO_LABELS = new TreeMap<>();

    private final World world;
    private final Dice dice;
    private long askedAt = Long.MIN_VALUE / 2;
    private long done;

    Operator(World world) {
        this.world = world;
        this.dice = new Dice(world.plan().seed(), "operator");
    }

    /** How many changes were confirmed. */
    long done() {
        return done;
    }

    void actLater() {
        world.schedule().in(dice.around(700 * Schedule.MILLI), "operator", "looks", () -> {
            act();
            actLater();
        });
    }

    void answered(Output.ChangeAnswer answer) {
        askedAt = Long.MIN_VALUE / 2;
        if (answer instanceof Output.ChangeAnswer.Done) {
            done++;
        }
    }

    private void act() {
        if (world.schedule().now() - askedAt < PATIENCE) {
            return;
        }
        List<Replica> leaders = world.machines().stream()
                .filter(Machine::isRunning)
                .flatMap(machine -> machine.replica().stream())
                .filter(Replica::isLeader)
                .toList();
        if (!leaders.isEmpty()) {
            Replica leader = dice.pick(leaders);
            do {
                leader.state().configuration().flatMap(this::choose).ifPresent(change -> ask(leader, change));
            } while (dice.chance(0.2));
        }
    }

    private void ask(Replica leader, MembershipChange change) {
        askedAt = world.schedule().now();
        leader.change(this, change);
    }

    private Optional<MembershipChange> choose(Configuration configuration) {
        List<MembershipChange> choices = new ArrayList<>(repairs(configuration));
        if (choices.isEmpty() && world.plan().has(Fault.MEMBERSHIP) && !world.isHealed()) {
            choices.addAll(wishes(configuration));
        }
        return choices.isEmpty() ? Optional.empty() : Optional.of(dice.pick(choices));
    }

    /** What nodes themselves ask for: to be bound, to be admitted with an empty disk, to be promoted. */
    private List<MembershipChange> repairs(Configuration configuration) {
        List<MembershipChange> choices = new ArrayList<>();
        for (Member member : configuration.members()) {
            Machine machine = world.machine(member.id());
            if (member.incarnation().isEmpty() && machine.isUp()) {
                choices.add(new MembershipChange.Bind(member.id(), machine.incarnation()));
            } else if (!member.is(member.id(), machine.incarnation())) {
                choices.add(new MembershipChange.Replace(member.id(), machine.incarnation()));
            } else if (!member.isVoter()) {
                choices.add(new MembershipChange.Promote(member.id()));
            }
        }
        return choices;
    }

    private List<MembershipChange> wishes(Configuration configuration) {
        List<MembershipChange> choices = new ArrayList<>();
        for (Machine machine : world.machines()) {
            NodeId id = machine.id();
            Optional<Member> member = configuration.member(id);
            if (member.isEmpty() && machine.isUp()) {
                choices.add(new MembershipChange.AddLearner(new Member(
                        id, Optional.of(machine.incarnation()), Suffrage.LEARNER, dice.below(3), NO_LABELS)));
            } else if (member.isPresent()) {
                choices.add(new MembershipChange.Prefer(id, dice.below(5)));
                if (configuration.voters().size() > 2) {
                    choices.add(new MembershipChange.Remove(id));
                }
            }
        }
        return choices;
    }

    /** Whether losing a disk now can be made good: all nodes run, know the same group, and no change is under way. */
    boolean canAffordALoss() {
        Optional<Configuration> known = Optional.empty();
        for (Machine machine : world.machines()) {
            if (!machine.isRunning() || machine.replica().isEmpty()) {
                return false;
            }
            RaftState state = machine.replica().get().state();
            boolean isMember = state.configuration()
                    .flatMap(configuration -> configuration.member(machine.id()))
                    .isPresent();
            if (known.isEmpty() && isMember) {
                known = state.configuration();
            }
            boolean changing = state.configurationIndex() > state.commitIndex();
            boolean founded = state.configurationIndex() > 0;
            if (changing || (isMember && (!founded || !known.equals(state.configuration())))) {
                return false;
            }
        }
        return known.filter(this::isWhole).isPresent();
    }

    private boolean isWhole(Configuration configuration) {
        return configuration.voters().size() >= 3
                && repairs(configuration).isEmpty()
                && world.schedule().now() - askedAt >= PATIENCE;
    }
}
