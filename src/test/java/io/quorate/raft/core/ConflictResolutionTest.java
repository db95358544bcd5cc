package io.quorate.raft.core;

import static io.quorate.raft.core.TinyGroup.configuration;
import static io.quorate.raft.core.TinyGroup.disk;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.message.AppendResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How followers' logs are brought to the leader's (§5.3, figure 7), and how many refusals that takes (end of §5.3). */
class ConflictResolutionTest {

    @ParameterizedTest(name = "leader {0}, follower {1}: at most {2} refusals")
    @CsvSource({
        "1 1 1 4 4 5 5 6 6 6, 1 1 1 4 4 5 5 6 6,               1", // figure 7, a: one missing
        "1 1 1 4 4 5 5 6 6 6, 1 1 1 4,                         1", // b: many missing
        "1 1 1 4 4 5 5 6 6 6, 1 1 1 4 4 5 5 6 6 6 6,           0", // c: one too many
        "1 1 1 4 4 5 5 6 6 6, 1 1 1 4 4 5 5 6 6 6 7 7,         0", // d: two of another term too many
        "1 1 1 4 4 5 5 6 6 6, 1 1 1 4 4 4 4,                   2", // e: both
        "1 1 1 4 4 5 5 6 6 6, 1 1 1 2 2 2 3 3 3 3 3,           2", // f: uncommitted terms of its own
        "1 5 5 5 5 5 5 5 5 5, 1 4 4 4 4 4 4 4 4 4,             2",
        "1 2 3 4 5 6 7 8 9 9, 1 1 1 1 1 1 1 1 1 1,             2",
        "1 7,                 1 2 3 4 5 6,                     2"
    })
    void theFollowerEndsWithTheLeadersLog(String leaderTerms, String followerTerms, int refusals) {
        TinyGroup group = new TinyGroup(TinyGroup.SETTINGS);
        long[] leaders = terms(leaderTerms);
        group.start("a", inTermTen(leaders));
        group.start("c", inTermTen(leaders));
        group.isolate("b");
        group.run(Duration.ofSeconds(20));
        TinyNode leader = group.elect();
        long afterElection = leader.state.log().lastIndex();
        group.heal();
        group.start("b", inTermTen(terms(followerTerms)));
        int before = group.sent.size();
        group.run(Duration.ofSeconds(4));

        TinyNode now = group.elect();
        assertThat(group.terms("b")).isEqualTo(group.terms(now.id.text()));
        assertThat(group.terms("b")).startsWith(Arrays.stream(leaders).boxed().toArray(Long[]::new));
        assertThat(afterElection).isGreaterThan(leaders.length);
        long refused = group.sent.subList(before, group.sent.size()).stream()
                .filter(packet -> packet.message() instanceof AppendResponse response
                        && !response.accepted()
                        && response.term() == now.state.term())
                .count();
        assertThat(refused).as("refusals").isLessThanOrEqualTo(refusals);
    }

    private static DurableState inTermTen(long... terms) {
        return disk(configuration("a", "b", "c"), terms).with(new Write.HardState(10, Optional.empty()));
    }

    private static long[] terms(String text) {
        return Arrays.stream(text.trim().split(" +")).mapToLong(Long::parseLong).toArray();
    }
}
