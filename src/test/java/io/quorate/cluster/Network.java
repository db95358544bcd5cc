package io.quorate.cluster;

import java.util.List;

/** Connects places. To be closed when the nodes in them are gone. */
public interface Network extends AutoCloseable {

    List<Place> places();

    /** The port of each node's HTTP; places differ in their addresses. */
    int httpPort();

    /** The port at which nodes listen for each other. */
    int raftPort();

    @Override
    void close();
}
