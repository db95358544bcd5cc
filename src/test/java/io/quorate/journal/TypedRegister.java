package io.quorate.journal;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.pattern.StatusReply;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.RetentionCriteria;
import java.util.List;
import java.util.stream.IntStream;

/** A text that grows: each command appends as many events as it says, atomically; a snapshot every ten events. */
final class TypedRegister extends EventSourcedBehaviorWithEnforcedReplies<TypedRegister.Command, String, String> {

    sealed interface Command {}

    record Append(String text, int times, ActorRef<StatusReply<Done>> replyTo) implements Command {}

    record Read(ActorRef<String> replyTo) implements Command {}

    private TypedRegister(String id) {
        super(PersistenceId.ofUniqueId(id));
    }

    static Behavior<Command> create(String id) {
        return new TypedRegister(id);
    }

    @Override
    public String emptyState() {
        return "";
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(10, 1).withDeleteEventsOnSnapshot();
    }

    @Override
    public CommandHandlerWithReply<Command, String, String> commandHandler() {
        return newCommandHandlerWithReplyBuilder()
                .forAnyState()
                .onCommand(
                        Append.class,
                        append -> Effect()
                                .persist(events(append))
                                .thenReply(append.replyTo(), state -> StatusReply.ack()))
                .onCommand(Read.class, (state, read) -> Effect().reply(read.replyTo(), state))
                .build();
    }

    private static List<String> events(Append append) {
        return IntStream.range(0, append.times()).mapToObj(i -> append.text()).toList();
    }

    @Override
    public EventHandler<String, String> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent(String::concat);
    }
}
