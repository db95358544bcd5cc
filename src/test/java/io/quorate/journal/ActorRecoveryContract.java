package io.quorate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.AskPattern;
import akka.pattern.StatusReply;
import akka.testkit.javadsl.TestKit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Persistent actors of both kinds, across restarts of the whole actor system. */
abstract class ActorRecoveryContract {

    private TestStore store;
    private ActorSystem system;
    private TestKit probe;

    /** A new, empty database. */
    abstract TestStore newStore() throws Exception;

    @BeforeEach
    void start() throws Exception {
        store = newStore();
        begin();
    }

    @AfterEach
    void stop() {
        TestKit.shutdownActorSystem(system);
    }

    private void begin() {
        system = store.start();
        probe = new TestKit(system);
    }

    private void restart() {
        stop();
        begin();
    }

    private Object next() {
        return probe.receiveOne(JournalClient.PATIENCE);
    }

    private ActorRef register() {
        ActorRef register = system.actorOf(ClassicRegister.props("register", probe.getRef()));
        assertThat(next()).isEqualTo("ready");
        return register;
    }

    private void add(ActorRef register, boolean async, String... texts) {
        register.tell(new ClassicRegister.Add(List.of(texts), async), probe.getRef());
        for (String text : texts) {
            assertThat(next()).isEqualTo(text);
        }
    }

    private Object list(ActorRef register) {
        register.tell("list", probe.getRef());
        return next();
    }

    @Test
    void aClassicActorFindsItsEventsAgain() {
        add(register(), false, "a", "b", "c");
        restart();
        assertThat(list(register())).isEqualTo(List.of("a", "b", "c"));
    }

    @Test
    void aClassicActorFindsItsSnapshotAndWhatCameAfter() {
        ActorRef register = register();
        add(register, false, "a", "b");
        register.tell("snapshot", probe.getRef());
        assertThat(next()).isEqualTo("done");
        register.tell("forget", probe.getRef());
        assertThat(next()).isEqualTo("done");
        add(register, false, "c");
        restart();
        ActorRef again = register();
        assertThat(list(again)).isEqualTo(List.of("a", "b", "c"));
        add(again, false, "d");
        restart();
        assertThat(list(register())).isEqualTo(List.of("a", "b", "c", "d"));
    }

    @Test
    void aClassicActorFindsManyAsynchronousEventsInOrder() {
        ActorRef register = register();
        List<String> texts = IntStream.range(0, 5000).mapToObj(i -> "t" + i).toList();
        texts.forEach(text -> register.tell(new ClassicRegister.Add(List.of(text), true), probe.getRef()));
        texts.forEach(text -> assertThat(next()).isEqualTo(text));
        restart();
        assertThat(list(register())).isEqualTo(texts);
    }

    @Test
    void aClassicActorSurvivesARejectedEventAndGoesOn() {
        ActorRef register = register();
        add(register, false, "a");
        register.tell(new ClassicRegister.Reject(new JournalContract.Unserializable(1)), probe.getRef());
        assertThat((String) next()).startsWith("rejected: ");
        add(register, false, "b");
        restart();
        ActorRef again = register();
        assertThat(list(again)).isEqualTo(List.of("a", "b"));
        add(again, false, "c");
    }

    @Test
    void anActorDoesNotStartOnADamagedJournal() {
        add(register(), false, "a", "b", "c");
        stop();
        store.sql("UPDATE journal_event SET payload = 'x' WHERE sequence_nr = 2");
        begin();
        system.actorOf(ClassicRegister.props("register", probe.getRef()));
        assertThat((String) next()).startsWith("not recovered: ").contains("'register', sequence number 2");
    }

    @Test
    void ofTwoActorsWithOnePersistenceIdTheSecondWriterIsStopped() {
        ActorRef first = register();
        ActorRef second = register();
        add(first, false, "a");
        second.tell(new ClassicRegister.Add(List.of("b"), false), probe.getRef());
        assertThat((String) next())
                .startsWith("failed: ")
                .contains("refuses sequence number 1 of persistence id 'register'");
        add(first, false, "c");
    }

    @Test
    void anEventSourcedBehaviorFindsItsStateAgain() throws Exception {
        var register = Adapter.spawn(system, TypedRegister.create("typed"), "typed");
        for (int i = 0; i < 12; i++) {
            append(register, Integer.toString(i % 10), 3);
        }
        String before = read(register);
        assertThat(before).startsWith("000111").hasSize(36);
        restart();
        var again = Adapter.spawn(system, TypedRegister.create("typed"), "typed");
        assertThat(read(again)).isEqualTo(before);
        append(again, "x", 1);
        restart();
        assertThat(read(Adapter.spawn(system, TypedRegister.create("typed"), "typed")))
                .isEqualTo(before + "x");
    }

    private void append(akka.actor.typed.ActorRef<TypedRegister.Command> register, String text, int times)
            throws Exception {
        var scheduler = Adapter.toTyped(system).scheduler();
        AskPattern.<TypedRegister.Command, StatusReply<Done>>ask(
                        register,
                        replyTo -> new TypedRegister.Append(text, times, replyTo),
                        JournalClient.PATIENCE,
                        scheduler)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private String read(akka.actor.typed.ActorRef<TypedRegister.Command> register) throws Exception {
        var scheduler = Adapter.toTyped(system).scheduler();
        return AskPattern.<TypedRegister.Command, String>ask(
                        register, TypedRegister.Read::new, JournalClient.PATIENCE, scheduler)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }
}
