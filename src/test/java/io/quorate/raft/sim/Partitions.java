package io.quorate.raft.sim;

import io.quorate.raft.core.membership.NodeId;
import java.util.ArrayList;
import java.util.List;

/** Ways to cut a network; each gives back how to undo it. */
final class Partitions {

    private record Cut(NodeId from, NodeId to) {}

    private final World world;
    private final Dice dice;

    Partitions(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    /** Some nodes, or one leader, do not reach some others. */
    Runnable split() {
        List<NodeId> nodes =
                new ArrayList<>(world.machines().stream().map(Machine::id).toList());
        dice.shuffle(nodes);
        return switch (dice.below(5)) {
            case 0 -> apart(nodes, 1);
            case 1 -> apart(nodes, nodes.size() / 2);
            case 2 -> bridge(nodes);
            case 3 -> ring(nodes);
            default -> leaderAlone(nodes);
        };
    }

    /** One node is not heard, or hears nothing, or both only as to one other node. */
    Runnable oneWay(NodeId node) {
        boolean deaf = dice.chance(0.5);
        boolean all = dice.chance(0.5);
        List<Cut> cuts = new ArrayList<>();
        List<NodeId> others = new ArrayList<>(world.machines().stream()
                .map(Machine::id)
                .filter(id -> !id.equals(node))
                .toList());
        dice.shuffle(others);
        for (NodeId other : all ? others : others.subList(0, 1)) {
            cuts.add(deaf ? new Cut(other, node) : new Cut(node, other));
        }
        return apply(cuts);
    }

    /** Nobody reaches that node, nor it anybody. */
    Runnable alone(NodeId node) {
        List<Cut> cuts = new ArrayList<>();
        world.machines().stream()
                .map(Machine::id)
                .filter(id -> !id.equals(node))
                .forEach(other -> cutBoth(cuts, node, other));
        return apply(cuts);
    }

    private Runnable apart(List<NodeId> nodes, int size) {
        List<Cut> cuts = new ArrayList<>();
        for (NodeId one : nodes.subList(0, size)) {
            for (NodeId other : nodes.subList(size, nodes.size())) {
                cutBoth(cuts, one, other);
            }
        }
        return apply(cuts);
    }

    /** Two halves; one node sees both. */
    private Runnable bridge(List<NodeId> nodes) {
        return apart(nodes.subList(1, nodes.size()), (nodes.size() - 1) / 2);
    }

    /** Each sees its two neighbours only. */
    private Runnable ring(List<NodeId> nodes) {
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = i + 2; j < nodes.size(); j++) {
                if (i > 0 || j < nodes.size() - 1) {
                    cutBoth(cuts, nodes.get(i), nodes.get(j));
                }
            }
        }
        return apply(cuts);
    }

    private Runnable leaderAlone(List<NodeId> nodes) {
        List<NodeId> leadersFirst = new ArrayList<>(nodes);
        leadersFirst.sort(java.util.Comparator.comparing(this::isNoLeader));
        return apart(leadersFirst, 1);
    }

    private boolean isNoLeader(NodeId node) {
        return world.machine(node).replica().filter(Replica::isLeader).isEmpty();
    }

    private static void cutBoth(List<Cut> cuts, NodeId one, NodeId other) {
        cuts.add(new Cut(one, other));
        cuts.add(new Cut(other, one));
    }

    private Runnable apply(List<Cut> cuts) {
        cuts.forEach(cut -> world.network().cut(cut.from(), cut.to()));
        return () -> cuts.forEach(cut -> world.network().uncut(cut.from(), cut.to()));
    }
}
