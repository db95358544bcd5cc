package io.quorate.journal;

import akka.actor.ActorSystem;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A process to be killed: writes groups of events from several persistence ids, and prints {@code id highest-number}
 * after each acknowledgement. The payload of each event says how large its group is, so that a torn one can be told.
 */
final class CrashingWriter {

    static final int GROUP = 7;

    private CrashingWriter() {}

    /** Arguments: the database file, the persistence ids. */
    public static void main(String[] args) {
        TestStore store = SqliteJournalTest.of(Path.of(args[0]));
        ActorSystem system = ActorSystem.create("crash", ConfigFactory.load(store.config("")));
        JournalClient journal = new JournalClient(system);
        for (String id : List.of(args).subList(1, args.length)) {
            Thread thread = new Thread(() -> writeForEver(journal, id), id);
            thread.start();
        }
    }

    private static void writeForEver(JournalClient journal, String id) {
        long last = journal.replay(id).highest();
        while (true) {
            long first = last + 1;
            var events = IntStream.range(0, GROUP)
                    .mapToObj(i -> JournalClient.event(id, first + i, id + " " + (first + i)))
                    .toArray(akka.persistence.PersistentRepr[]::new);
            for (String answer : journal.write(List.of(JournalClient.atomic(events)))) {
                if (!answer.startsWith("ok ")) {
                    throw new IllegalStateException(answer);
                }
            }
            last += GROUP;
            System.out.println(id + " " + last);
        }
    }
}
