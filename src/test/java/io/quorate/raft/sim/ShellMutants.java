package io.quorate.raft.sim;

import io.quorate.raft.core.Input;
import io.quorate.raft.core.Output;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** Bugs around the core: in what reaches the disk, in when messages leave, in how entries are applied. */
final class ShellMutants {

    static final List<Mutant.Shell> ALL = List.of(
            new Mutant.Shell("vote not persisted", new Tampering() {
                @Override
                public List<Write> writes(List<Write> writes) {
                    return writes.stream()
                            .map(write -> write instanceof Write.HardState hard
                                    ? new Write.HardState(hard.term(), Optional.empty())
                                    : write)
                            .toList();
                }
            }),
            new Mutant.Shell("term not persisted", new Tampering() {
                @Override
                public List<Write> writes(List<Write> writes) {
                    return writes.stream()
                            .filter(write -> !(write instanceof Write.HardState))
                            .toList();
                }
            }),
            new Mutant.Shell("vote forgotten by a restart", new Tampering() {
                @Override
                public DurableState recovered(DurableState durable) {
                    return new DurableState(durable.term(), Optional.empty(), durable.snapshot(), durable.log());
                }
            }),
            new Mutant.Shell("all messages sent before the disk is done", new Tampering() {
                @Override
                public Output output(RaftState before, RaftState after, Input input, Output output) {
                    return sendingAllNow(output);
                }
            }),
            new Mutant.Shell("lease kept after stepping down", new KeptLease()),
            new Mutant.Shell("repeated request takes effect twice", new Tampering() {
                @Override
                public boolean remembersRequests() {
                    return false;
                }
            }),
            new Mutant.Shell("entry applied twice", new Tampering() {
                @Override
                public boolean appliesTwice(long index) {
                    return index % 20 == 0;
                }
            }),
            new Mutant.Shell("read does not wait until its index is applied", new Tampering() {
                @Override
                public boolean readsWait() {
                    return false;
                }
            }),
            new Mutant.Shell("read answered from whatever the asked node has", new Tampering() {
                @Override
                public boolean readsAsk() {
                    return false;
                }
            }),
            new Mutant.Shell("snapshot taken later than the index it names", new Tampering() {
                @Override
                public boolean namesSnapshotsByTheLastOne() {
                    return true;
                }
            }));

    private ShellMutants() {}

    private static Output sendingAllNow(Output output) {
        List<Output.Outbound> all = new ArrayList<>(output.sendNow());
        all.addAll(output.sendAfter());
        return new Output(
                output.token(),
                output.writes(),
                all,
                List.of(),
                output.applyTo(),
                output.restore(),
                output.chunk(),
                output.sendSnapshot(),
                output.stopSnapshot(),
                output.wantsSnapshot(),
                output.leadership(),
                output.proposed(),
                output.reads(),
                output.changes(),
                output.transfers());
    }

    /** Goes by the last lease that it was told of, whoever leads now. */
    private static final class KeptLease implements Tampering {
        private final Map<Replica, Long> leases = new WeakHashMap<>();

        @Override
        public boolean leads(Replica replica, long nowNanos) {
            replica.state().leaseUntilNanos().ifPresent(until -> leases.put(replica, until));
            Long until = leases.get(replica);
            return until != null && nowNanos < until;
        }
    }
}
