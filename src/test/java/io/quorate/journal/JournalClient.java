package io.quorate.journal;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.persistence.AtomicWrite;
import akka.persistence.DeleteMessagesFailure;
import akka.persistence.DeleteMessagesSuccess;
import akka.persistence.JournalProtocol;
import akka.persistence.Persistence;
import akka.persistence.PersistentEnvelope;
import akka.persistence.PersistentRepr;
import akka.testkit.javadsl.TestKit;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import scala.jdk.javaapi.CollectionConverters;

/** Speaks a journal's actor protocol as a persistent actor does. */
final class JournalClient {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String WRITER = "11111111-2222-3333-4444-555555555555";

    /** What a replay gave: payloads in order, and the highest number or the failure. */
    record Replay(List<PersistentRepr> events, long highest, String failure) {
        List<Object> payloads() {
            return events.stream().map(PersistentRepr::payload).toList();
        }
    }

    private final ActorSystem system;
    private final ActorRef journal;

    JournalClient(ActorSystem system) {
        this(system, "quorate.journal");
    }

    JournalClient(ActorSystem system, String plugin) {
        this.system = system;
        this.journal = Persistence.get(system).journalFor(plugin, ConfigFactory.empty());
    }

    static PersistentRepr event(String persistenceId, long nr, Object payload) {
        return PersistentRepr.apply(payload, nr, persistenceId, "", false, ActorRef.noSender(), WRITER)
                .withTimestamp(1000 + nr);
    }

    static AtomicWrite atomic(PersistentRepr... events) {
        return AtomicWrite.apply(
                CollectionConverters.asScala(Stream.of(events).toList()).toSeq());
    }

    /** One atomic write for each event; the answers as text: {@code ok 7}, {@code rejected 7: …}, {@code failed 7: …}. */
    List<String> write(String persistenceId, long firstNr, Object... payloads) {
        return write(IntStream.range(0, payloads.length)
                .mapToObj(i -> atomic(event(persistenceId, firstNr + i, payloads[i])))
                .toList());
    }

    List<String> write(List<AtomicWrite> writes) {
        TestKit probe = send(writes);
        return answers(probe, writes.stream().mapToInt(AtomicWrite::size).sum());
    }

    /** Sends without waiting; the answers come to the probe. */
    TestKit send(List<AtomicWrite> writes) {
        TestKit probe = new TestKit(system);
        List<PersistentEnvelope> envelopes = new ArrayList<>(writes);
        journal.tell(
                new JournalProtocol.WriteMessages(
                        CollectionConverters.asScala(envelopes).toSeq(), probe.getRef(), 1),
                probe.getRef());
        return probe;
    }

    List<String> answers(TestKit probe, int count) {
        // The first tells only whether the whole batch got through.
        probe.receiveOne(PATIENCE);
        return IntStream.range(0, count)
                .mapToObj(i -> text(probe.receiveOne(PATIENCE)))
                .toList();
    }

    private static String text(Object answer) {
        if (answer instanceof JournalProtocol.WriteMessageSuccess ok) {
            return "ok " + ok.persistent().sequenceNr();
        }
        if (answer instanceof JournalProtocol.WriteMessageRejected rejected) {
            return "rejected " + rejected.message().sequenceNr() + ": "
                    + rejected.cause().getMessage();
        }
        if (answer instanceof JournalProtocol.WriteMessageFailure failed) {
            return "failed " + failed.message().sequenceNr() + ": "
                    + failed.cause().getMessage();
        }
        return String.valueOf(answer);
    }

    Replay replay(String persistenceId) {
        return replay(persistenceId, 1, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    Replay replay(String persistenceId, long from, long to, long max) {
        TestKit probe = new TestKit(system);
        journal.tell(new JournalProtocol.ReplayMessages(from, to, max, persistenceId, probe.getRef()), probe.getRef());
        List<PersistentRepr> events = new ArrayList<>();
        while (true) {
            Object message = probe.receiveOne(PATIENCE);
            if (message instanceof JournalProtocol.ReplayedMessage replayed) {
                events.add(replayed.persistent());
            } else if (message instanceof JournalProtocol.RecoverySuccess done) {
                return new Replay(events, done.highestSequenceNr(), "");
            } else if (message instanceof JournalProtocol.ReplayMessagesFailure failure) {
                return new Replay(events, 0, String.valueOf(failure.cause().getMessage()));
            } else {
                throw new AssertionError("Unexpected in a replay: " + message);
            }
        }
    }

    void deleteTo(String persistenceId, long nr) {
        TestKit probe = new TestKit(system);
        journal.tell(new JournalProtocol.DeleteMessagesTo(persistenceId, nr, probe.getRef()), probe.getRef());
        Object answer = probe.receiveOne(PATIENCE);
        if (answer instanceof DeleteMessagesFailure failure) {
            throw new AssertionError(failure.cause());
        }
        if (!(answer instanceof DeleteMessagesSuccess)) {
            throw new AssertionError("Unexpected after a deletion: " + answer);
        }
    }
}
