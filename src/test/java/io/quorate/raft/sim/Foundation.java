package io.quorate.raft.sim;

import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.membership.Suffrage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Empty nodes become a group: each of some founders names all voters, and as counting those it has heard of: always
 * itself and a majority.
 */
final class Foundation {

    private final World world;
    private final Dice dice;

    Foundation(World world) {
        this.world = world;
        this.dice = new Dice(world.plan().seed(), "foundation");
    }

    void begin() {
        world.machines().forEach(Machine::start);
        List<Machine> voters =
                world.machines().stream().limit(world.plan().voters()).toList();
        GroupId group = new GroupId(new UUID(dice.any(), dice.any()));
        List<Machine> founders = new ArrayList<>(voters);
        dice.shuffle(founders);
        for (Machine founder : founders.subList(0, 1 + dice.below(founders.size()))) {
            Configuration configuration = configuration(group, voters, founder);
            world.schedule()
                    .in(
                            dice.between(0, Schedule.SECOND),
                            founder.id().text(),
                            "founds",
                            configuration,
                            () -> founder.mayFound(configuration));
        }
    }

    private Configuration configuration(GroupId group, List<Machine> voters, Machine founder) {
        List<NodeId> others = new ArrayList<>(voters.stream()
                .map(Machine::id)
                .filter(id -> !id.equals(founder.id()))
                .toList());
        dice.shuffle(others);
        Set<NodeId> unbound = others.stream().limit(world.plan().unbound()).collect(Collectors.toSet());
        List<Member> members = voters.stream()
                .map(machine -> new Member(
                        machine.id(),
                        unbound.contains(machine.id()) ? Optional.empty() : Optional.of(machine.incarnation()),
                        Suffrage.VOTER,
                        0,
                        new TreeMap<>()))
                .toList();
        return new Configuration(group, members);
    }
}
