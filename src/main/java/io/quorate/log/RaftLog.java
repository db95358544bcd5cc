package io.quorate.log;

import akka.actor.typed.Behavior;
import io.quorate.raft.actor.NotProposed;
import io.quorate.raft.actor.OutcomeUnclear;
import io.quorate.raft.actor.RaftNode;
import io.quorate.raft.actor.RaftNodeSettings;
import io.quorate.raft.actor.Tenure;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.membership.Suffrage;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.Outcome;
import io.quorate.statemachine.StateCodec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The log of a group of nodes that agree by Raft; {@link Leadership#epoch} is the term. */
public final class RaftLog implements ReplicatedLog, Group {

    private final RaftNode<ClusterState> node;

    public RaftLog(RaftNodeSettings settings) {
        this(new RaftNode<>(settings, new ClusterMachine()));
    }

    RaftLog(RaftNode<ClusterState> node) {
        this.node = node;
    }

    /** To be spawned once by the guardian, under the name {@link RaftNode#NAME}: other nodes send to that path. */
    public Behavior<Void> behavior() {
        return node.behavior();
    }

    /** Completes with the state when the journal was replayed; fails with a sentence when it cannot be. */
    public CompletionStage<ClusterState> ready() {
        return translated(node.ready().toCompletableFuture());
    }

    /** Completes, with the reason, when the log stopped without being asked to. */
    public CompletionStage<String> failed() {
        return node.failed();
    }

    /** Hands leadership over, if it is here, and does not stand for election for that long. */
    public void abstain(Duration time) {
        node.abstain(time);
    }

    @Override
    public CompletionStage<Outcome> propose(Change change) {
        return propose(change, Optional.empty());
    }

    @Override
    public CompletionStage<Outcome> propose(Change change, String requestId) {
        return propose(change, Optional.of(new RequestId(requestId)));
    }

    private CompletionStage<Outcome> propose(Change change, Optional<RequestId> request) {
        Bytes command = Bytes.owning(StateCodec.encode(change));
        return translated(node.propose(command, request).thenApply(ClusterMachine::decode));
    }

    @Override
    public ClusterState state() {
        return node.state();
    }

    @Override
    public Leadership leadership() {
        return leadership(node.tenure());
    }

    private static Leadership leadership(Tenure tenure) {
        return new Leadership(tenure.isSelf(), tenure.term(), tenure.leader().map(NodeId::text));
    }

    @Override
    public Subscription onApplied(Consumer<ClusterState> listener) {
        return node.onApplied(listener)::run;
    }

    @Override
    public Subscription onLeadership(Consumer<Leadership> listener) {
        return node.onTenure(tenure -> listener.accept(leadership(tenure)))::run;
    }

    @Override
    public GroupStatus status() {
        return StatusReport.of(node);
    }

    @Override
    public boolean leadsNow() {
        return node.leadsNow();
    }

    @Override
    public CompletionStage<Void> readBarrier() {
        return translated(node.readBarrier());
    }

    @Override
    public CompletionStage<Void> add(String id, String address, Map<String, String> labels) {
        NodeId nodeId = new NodeId(id);
        if (member(nodeId).isPresent()) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("node " + id + " belongs to the group already"));
        }
        TreeMap<String, String> all = new TreeMap<>(labels);
        all.put(RaftNodeSettings.ADDRESS, address);
        return change(new MembershipChange.AddLearner(new Member(nodeId, Optional.empty(), Suffrage.LEARNER, 0, all)));
    }

    @Override
    public CompletionStage<Void> promote(String id) {
        return changeOfMember(id, new MembershipChange.Promote(new NodeId(id)));
    }

    @Override
    public CompletionStage<Void> remove(String id) {
        return changeOfMember(id, new MembershipChange.Remove(new NodeId(id)));
    }

    @Override
    public CompletionStage<Void> prefer(String id, int priority) {
        if (priority < 0 || priority > 100) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("priority " + priority + "; expected 0 to 100"));
        }
        return changeOfMember(id, new MembershipChange.Prefer(new NodeId(id), priority));
    }

    private CompletionStage<Void> changeOfMember(String id, MembershipChange change) {
        return member(change.node()).isPresent() ? change(change) : CompletableFuture.failedFuture(unknown(id));
    }

    private CompletionStage<Void> change(MembershipChange change) {
        return translated(node.change(change));
    }

    private Optional<Member> member(NodeId id) {
        return node.raft().flatMap(RaftState::configuration).flatMap(c -> c.member(id));
    }

    private static IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException("no node " + id + " belongs to the group");
    }

    @Override
    public CompletionStage<String> transfer(Optional<String> to) {
        Optional<NodeId> target = to.map(NodeId::new);
        if (target.isPresent() && member(target.get()).isEmpty()) {
            return CompletableFuture.failedFuture(unknown(to.get()));
        }
        return translated(node.transfer(target).thenApply(NodeId::text));
    }

    @Override
    public CompletionStage<Long> snapshot() {
        return translated(node.snapshot());
    }

    private static <T> CompletionStage<T> translated(CompletableFuture<T> answer) {
        return answer.exceptionally(e -> {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            if (cause instanceof NotProposed not) {
                throw new LogUnavailable(String.valueOf(not.getMessage()));
            }
            if (cause instanceof OutcomeUnclear unclear) {
                throw new OutcomeUnknown(String.valueOf(unclear.getMessage()), unclear);
            }
            throw new CompletionException(cause);
        });
    }
}
