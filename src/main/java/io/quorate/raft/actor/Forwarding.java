package io.quorate.raft.actor;

import io.quorate.raft.actor.transport.Payload;
import io.quorate.raft.core.Input;
import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.NodeId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * What only the leader can do is done here on the leader and asked of it elsewhere. A forwarded proposal always has a
 * request id: its answer is its being applied here, and it may be sent once more to the next leader without harm. For
 * the replica's thread only.
 */
final class Forwarding {

    private final Outputs outputs;
    private final String prefix = UUID.randomUUID() + "-";
    private long ownRequests;
    private final Map<RequestId, Replica.Propose> underWay = new LinkedHashMap<>();
    private Tenure lastTenure = Tenure.NONE;

    Forwarding(Outputs outputs) {
        this.outputs = outputs;
    }

    private Optional<NodeId> otherLeader() {
        return outputs.state()
                .leader()
                .filter(leader -> !leader.equals(outputs.settings().node()));
    }

    /** Returns what is to be proposed here; sends it away otherwise. */
    Optional<Input.Proposal> toLeader(Replica.Propose propose) {
        Optional<NodeId> leader = otherLeader();
        if (leader.isEmpty()) {
            return Optional.of(ownProposal(propose));
        }
        RequestId request = propose.request().orElseGet(() -> new RequestId(prefix + ++ownRequests));
        Replica.Propose named = new Replica.Propose(Optional.of(request), propose.data(), propose.answer());
        if (send(leader.get(), named)) {
            underWay.put(request, named);
            outputs.applier().tell(new Applier.ExpectRequest(request, propose.answer()));
        } else {
            propose.answer()
                    .completeExceptionally(new NotProposed("the leader, " + leader.get() + ", does not answer"));
        }
        return Optional.empty();
    }

    private boolean send(NodeId leader, Replica.Propose propose) {
        RequestId request = propose.request().orElseThrow();
        return outputs.mailroom().send(leader, new Payload.Forward(request, propose.data()), System.nanoTime());
    }

    private Input.Proposal ownProposal(Replica.Propose propose) {
        CompletableFuture<Bytes> answer = propose.answer();
        long number = outputs.requests().add(new Requests.Proposer() {
            @Override
            public void appended(long index, long term) {
                outputs.applier().tell(new Applier.Expect(index, term, answer));
            }

            @Override
            public void refused(String reason, Optional<NodeId> leader) {
                answer.completeExceptionally(new NotProposed(reason));
            }
        });
        return new Input.Proposal(number, propose.request(), propose.data());
    }

    /** Another node's proposal, to be proposed here. */
    Input.Proposal accept(NodeId from, Payload.Forward forward) {
        long number = outputs.requests().add(new Requests.Proposer() {
            @Override
            public void appended(long index, long term) {
                // It is answered by being applied over there.
            }

            @Override
            public void refused(String reason, Optional<NodeId> leader) {
                outputs.mailroom()
                        .send(from, new Payload.Refused(forward.request().text(), reason), System.nanoTime());
            }
        });
        return new Input.Proposal(number, Optional.of(forward.request()), forward.data(), true);
    }

    /** Another leader: what is not answered goes to it. The same request id makes it take effect once. */
    void onTick() {
        underWay.values().removeIf(propose -> propose.answer().isDone());
        Tenure tenure = outputs.board().tenure();
        if (tenure.equals(lastTenure) || tenure.leader().isEmpty()) {
            return;
        }
        lastTenure = tenure;
        for (Replica.Propose propose : underWay.values()) {
            if (tenure.isSelf()) {
                outputs.step(new Input.Propose(java.util.List.of(ownProposal(propose)), System.currentTimeMillis()));
            } else {
                send(tenure.leader().get(), propose);
            }
        }
    }

    void change(MembershipChange change, CompletableFuture<Void> answer) {
        long number = outputs.requests().add(asker(answer, done -> answer.complete(null)));
        Optional<NodeId> leader = otherLeader();
        if (leader.isEmpty()) {
            outputs.step(new Input.ChangeMembership(number, change));
        } else {
            ask(leader.get(), number, new Payload.AskChange(number, change));
        }
    }

    void transfer(Optional<NodeId> to, CompletableFuture<NodeId> answer) {
        long number = outputs.requests().add(asker(answer, text -> answer.complete(new NodeId(text))));
        Optional<NodeId> leader = otherLeader();
        if (leader.isEmpty()) {
            outputs.step(new Input.Transfer(number, to));
        } else {
            ask(leader.get(), number, new Payload.AskTransfer(number, to));
        }
    }

    private void ask(NodeId leader, long number, Payload question) {
        if (!outputs.mailroom().send(leader, question, System.nanoTime())) {
            outputs.requests().settle(number, false, false, "the leader, " + leader + ", does not answer");
        }
    }

    private static Requests.Asker asker(CompletableFuture<?> answer, java.util.function.Consumer<String> onDone) {
        return new Requests.Asker() {
            @Override
            public void done(String text) {
                onDone.accept(text);
            }

            @Override
            public void failed(String reason, boolean unknown) {
                answer.completeExceptionally(unknown ? new OutcomeUnclear(reason) : new NotProposed(reason));
            }
        };
    }

    /** What other nodes ask of this one as the leader, and what the leader answers. */
    void onAnswer(NodeId from, Payload payload) {
        if (payload instanceof Payload.Refused refused) {
            Replica.Propose propose = underWay.remove(new RequestId(refused.request()));
            if (propose != null) {
                propose.answer().completeExceptionally(new NotProposed(refused.reason()));
            }
        } else if (payload instanceof Payload.AskChange ask) {
            long number = outputs.requests().add(remoteAsker(from, ask.number()));
            outputs.step(new Input.ChangeMembership(number, ask.change()));
        } else if (payload instanceof Payload.AskTransfer ask) {
            long number = outputs.requests().add(remoteAsker(from, ask.number()));
            outputs.step(new Input.Transfer(number, ask.to()));
        } else if (payload instanceof Payload.Answered answered) {
            outputs.requests().settle(answered.number(), answered.done(), answered.unknown(), answered.text());
        }
    }

    private Requests.Asker remoteAsker(NodeId from, long theirNumber) {
        return new Requests.Asker() {
            @Override
            public void done(String text) {
                answer(new Payload.Answered(theirNumber, true, false, text));
            }

            @Override
            public void failed(String reason, boolean unknown) {
                answer(new Payload.Answered(theirNumber, false, unknown, reason));
            }

            private void answer(Payload answered) {
                outputs.mailroom().send(from, answered, System.nanoTime());
            }
        };
    }

    /** The node stops. */
    void end() {
        underWay.values()
                .forEach(propose -> propose.answer()
                        .completeExceptionally(new OutcomeUnclear("the node stopped before the change was applied")));
        underWay.clear();
    }
}
