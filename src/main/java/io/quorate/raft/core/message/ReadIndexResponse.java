package io.quorate.raft.core.message;

/**
 * Answers a {@link ReadIndexRequest}.
 *
 * @param granted false: the asked node does not lead, or cannot tell; ask again elsewhere
 * @param index when granted: read after having applied it
 */
public record ReadIndexResponse(long term, long context, boolean granted, long index) implements Message {}
