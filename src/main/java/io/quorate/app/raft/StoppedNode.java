package io.quorate.app.raft;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.quorate.config.Configuration;
import io.quorate.config.mapping.ToJournal;
import io.quorate.config.mapping.ToRaft;
import io.quorate.raft.actor.RaftNodeSettings;
import io.quorate.raft.actor.storage.LogWriter;
import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.Suffrage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The journal of a node that does not run, opened as the node itself opens it: its lock keeps a running node's journal
 * from being touched. Blocks.
 */
final class StoppedNode implements AutoCloseable {

    private static final long SECONDS = 120;

    private final RaftNodeSettings settings;
    private final ActorSystem<LogWriter.Append> system;
    private final CompletableFuture<LogWriter.Recovered> recovered;
    private final CompletableFuture<Long> written;

    private StoppedNode(Configuration configuration) {
        settings = ToRaft.settings(configuration);
        recovered = new CompletableFuture<>();
        written = new CompletableFuture<>();
        system = ActorSystem.create(
                owner(), "quorate-recover", ToJournal.config(configuration).withFallback(ConfigFactory.load()));
    }

    static StoppedNode open(Configuration configuration) {
        StoppedNode node = new StoppedNode(configuration);
        await(node.recovered);
        return node;
    }

    private Behavior<LogWriter.Append> owner() {
        return Behaviors.setup(context -> {
            ActorRef<LogWriter.Command> writer = LogWriter.spawn(
                    context,
                    new LogWriter.Place(
                            settings.group(),
                            settings.node(),
                            settings.journalPlugin(),
                            settings.snapshotPlugin(),
                            settings.dataFolder()
                                    .map(folder -> folder.resolve("raft-" + settings.group() + ".marker"))),
                    context.messageAdapter(LogWriter.Event.class, event -> {
                        took(event);
                        return new LogWriter.Append(0, List.of());
                    }));
            return Behaviors.receiveMessage(append -> {
                if (!append.writes().isEmpty()) {
                    writer.tell(append);
                }
                return Behaviors.same();
            });
        });
    }

    private void took(LogWriter.Event event) {
        if (event instanceof LogWriter.Recovered read) {
            recovered.complete(read);
        } else if (event instanceof LogWriter.Written done) {
            written.complete(done.token());
        } else if (event instanceof LogWriter.Failed failed) {
            IllegalStateException why = new IllegalStateException(failed.reason());
            recovered.completeExceptionally(why);
            written.completeExceptionally(why);
        }
    }

    /** What is there, and what would be lost. */
    String describe() {
        DurableState durable = await(recovered).durable();
        String members = membership(durable)
                .map(configuration -> configuration.members().stream()
                        .map(member -> member.id().text())
                        .collect(Collectors.joining(", ")))
                .orElse("nobody");
        return """
                Node %s holds entries up to %d of term %d; its group has the members %s.

                It becomes the only member of a NEW group with this state. Whatever the others agreed on after entry %d,
                and this node did not receive, is LOST. Entries that the old group had not agreed on yet take effect.
                Choose the node with the highest term of its last entry, and among those the highest entry.

                The other nodes must never run with their old journals again: empty their RaftDataDir before you start
                them, and let them in with "quorate raft add"; they receive everything.
                """.formatted(
                        settings.node(),
                        durable.log().lastIndex(),
                        durable.log().lastTerm(),
                        members,
                        durable.log().lastIndex());
    }

    private static Optional<io.quorate.raft.core.membership.Configuration> membership(DurableState durable) {
        for (long index = durable.log().lastIndex(); index >= durable.log().firstIndex(); index--) {
            if (durable.log().entry(index).content() instanceof Entry.Membership membership) {
                return Optional.of(membership.configuration());
            }
        }
        return durable.snapshot().map(SnapshotMeta::configuration);
    }

    /** Does it; what is to be done next. */
    String foundAnew() {
        LogWriter.Recovered read = await(recovered);
        DurableState durable = read.durable();
        if (membership(durable).isEmpty()) {
            throw new IllegalStateException("this node's journal is empty: there is nothing to recover from");
        }
        long term = Math.max(durable.term(), durable.log().lastTerm()) + 1;
        long index = durable.log().lastIndex() + 1;
        GroupId group = new GroupId(UUID.randomUUID());
        Member self =
                new Member(settings.node(), Optional.of(read.incarnation()), Suffrage.VOTER, 0, settings.labels());
        Entry entry = new Entry(
                index,
                term,
                Math.max(durable.lastStampMillis(), System.currentTimeMillis()),
                new Entry.Membership(new io.quorate.raft.core.membership.Configuration(group, List.of(self))));
        system.tell(new LogWriter.Append(
                1,
                List.of(
                        new Write.HardState(term, Optional.of(settings.node())),
                        new Write.Splice(index, List.of(entry)))));
        await(written);
        return "Done: group " + group + ", member " + settings.node() + ". Start this node; when it leads, empty the"
                + " RaftDataDir of each other node, start it, and let it in with \"quorate raft add HOST:PORT\".";
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
