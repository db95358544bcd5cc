package io.quorate.raft.sim;

import java.util.List;

/**
 * Bugs in the core, each one piece of text away from the right one. When the core is rewritten and a text is no longer
 * there, {@link RaftMutationIT} says so: look for the place where the same bug can be made now.
 */
final class CoreMutants {

    static final List<Mutant.Core> ALL = List.of(
            // Elections
            new Mutant.Core(
                    "vote granted to a shorter log",
                    "Votes",
                    "request.lastIndex() >= own.lastIndex()",
                    "request.lastIndex() >= 0"),
            new Mutant.Core(
                    "vote granted without a look at the last term",
                    "Votes",
                    "return request.lastTerm() > own.lastTerm()",
                    "return request.lastTerm() != own.lastTerm()"),
            new Mutant.Core(
                    "second vote in a term",
                    "Votes",
                    ".filter(voted -> !voted.equals(from)).isEmpty()",
                    ".filter(voted -> false).isEmpty()"),
            new Mutant.Core(
                    "vote sent before it is durable",
                    "Votes",
                    "step.out.sendAfter(from, new VoteResponse(state.term(), false, granted));",
                    "step.out.sendNow(from, new VoteResponse(state.term(), false, granted));"),
            new Mutant.Core(
                    "campaign sent before the own vote is durable",
                    "Elections",
                    "step.out.sendAfter(voter.id(), request);",
                    "step.out.sendNow(voter.id(), request);"),
            new Mutant.Core(
                    "majority of votes off by one",
                    "membership/Configuration",
                    ".count() >= majority();",
                    ".count() >= majority() - 1;"),
            new Mutant.Core(
                    "votes and answers of an incarnation that was not admitted are counted",
                    "Step",
                    ".filter(member -> member.is(node, life))",
                    ""),
            new Mutant.Core(
                    "no loyalty to a leader that is heard",
                    "Loyalty",
                    "step.now - state.leaderHeardAt.getAsLong() < step.times.election()",
                    "step.now < state.leaderHeardAt.getAsLong()"),
            new Mutant.Core(
                    "votes at once after a restart",
                    "Loyalty",
                    "step.now - step.state.startedAt < step.times.election()",
                    "step.now < step.state.startedAt"),
            // Replication
            new Mutant.Core(
                    "truncation forgotten",
                    "Following",
                    "step.write(new Write.Splice(from, entries.subList(same, entries.size())));",
                    "if (from > log.lastIndex()) {"
                            + " step.write(new Write.Splice(from, entries.subList(same, entries.size()))); }"),
            new Mutant.Core(
                    "truncates entries that match", "Following", "while (same < entries.size()", "while (same < 0"),
            new Mutant.Core(
                    "the entry before is not compared",
                    "Following",
                    "if (!state.log().matches(known.prevIndex(), known.prevTerm())) {",
                    "if (known.prevIndex() > state.log().lastIndex()) {"),
            new Mutant.Core(
                    "entries acknowledged before they are durable",
                    "Following",
                    "step.out.sendAfter(from, new AppendResponse(state.term(), true, agreed, 0, request.round()));",
                    "step.out.sendNow(from, new AppendResponse(state.term(), true, agreed, 0, request.round()));"),
            new Mutant.Core(
                    "acknowledges its whole log, not what was compared",
                    "Following",
                    "long agreed = Math.max(verified, state.commitIndex);",
                    "long agreed = Math.max(verified, state.log().lastIndex());"),
            new Mutant.Core(
                    "what a lost disk had is counted for the new one",
                    "Progress",
                    "return incarnation.isPresent() && incarnation.equals(member.incarnation());",
                    "return incarnation.isPresent();"),
            new Mutant.Core(
                    "what was overwritten counts as durable when its late acknowledgement comes",
                    "Durability",
                    "if (underWay.stream().anyMatch(written -> written.upTo > last)) {",
                    "if (underWay.stream().anyMatch(written -> written.upTo < 0)) {"),
            // Commitment
            new Mutant.Core(
                    "commit of an old term's entry counted",
                    "Commitment",
                    "agreed > state.commitIndex && state.log().matches(agreed, state.term())",
                    "agreed > state.commitIndex"),
            new Mutant.Core(
                    "commit quorum off by one",
                    "Quorums",
                    "numbers[numbers.length - configuration.majority()]",
                    "numbers[Math.min(numbers.length - 1, numbers.length - configuration.majority() + 1)]"),
            new Mutant.Core(
                    "leader counts itself before its disk has the entry",
                    "Commitment",
                    "return step.state.durability.index();",
                    "return step.state.log().lastIndex();"),
            new Mutant.Core(
                    "follower's commit not bounded by what was compared",
                    "Following",
                    "Math.min(request.commit(), verified)",
                    "Math.min(request.commit(), state.log().lastIndex())"),
            // Membership
            new Mutant.Core(
                    "change of the group before an own entry is committed",
                    "Changes",
                    "state.commitIndex < step.leading().firstIndex",
                    "state.commitIndex < 0"),
            new Mutant.Core(
                    "second change before the first is committed",
                    "Changes",
                    "if (state.configurationIndex() > state.commitIndex) {\n            return Optional.of(",
                    "if (state.configurationIndex() < 0) {\n            return Optional.of("),
            new Mutant.Core(
                    "configuration in force only once it is committed",
                    "Draft",
                    "return configurations.latest().map(Configurations.Placed::configuration)",
                    "return configurations.at(Math.max(1, commitIndex)).map(Configurations.Placed::configuration)"),
            new Mutant.Core(
                    "configuration that was cut off stays in force",
                    "Step",
                    "state.configurations = state.configurations.truncate(splice.from());",
                    ""),
            // Reads and leases
            new Mutant.Core(
                    "read index noted before an own entry is committed",
                    "Reads",
                    "if (step.state.commitIndex >= leading.firstIndex) {",
                    "if (step.state.commitIndex >= 0) {"),
            new Mutant.Core(
                    "lease longer than the voters' loyalty",
                    "Heartbeats",
                    "from.getAsLong() + times.giveUp()",
                    "from.getAsLong() + 3 * times.giveUp()"),
            new Mutant.Core(
                    "says that it leads by its role alone, without a lease",
                    "RaftState",
                    "return until.isPresent() && nowNanos - until.getAsLong() < 0;",
                    "return draft.role == Role.LEADER;"),
            new Mutant.Core(
                    "lease kept while leadership is handed over",
                    "Heartbeats",
                    "Transfers.isTargetTold(state) || ",
                    ""),
            // Snapshots
            new Mutant.Core(
                    "snapshot installed over a newer state",
                    "Snapshots",
                    "if (snapshot.index() > state.commitIndex) {",
                    "if (snapshot.index() > 0) {"),
            new Mutant.Core(
                    "follower that was outrun while it received a snapshot is forgotten",
                    "Snapshots",
                    "if (progress.mode == Progress.Mode.SNAPSHOT) {\n                // the",
                    "if (progress.mode == Progress.Mode.PROBE) {\n                // the"));

    private CoreMutants() {}
}
