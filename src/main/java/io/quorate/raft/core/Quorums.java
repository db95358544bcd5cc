package io.quorate.raft.core;

import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Member;
import java.util.List;
import java.util.function.ToLongFunction;

/** Majorities of the whole list of voters, heard of or not (§5.2, §5.3). */
final class Quorums {

    private Quorums() {}

    /** The highest number that a majority of the voters has reached; 0 where there is none. */
    static long reached(Configuration configuration, ToLongFunction<Member> number) {
        List<Member> voters = configuration.voters();
        if (voters.isEmpty()) {
            return 0;
        }
        long[] numbers = voters.stream().mapToLong(number).sorted().toArray();
        return numbers[numbers.length - configuration.majority()];
    }
}
