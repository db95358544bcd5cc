package io.quorate.raft.core;

/** What a step leads to: the state from then on, and what the shell must do. */
public record Transition(RaftState state, Output output) {}
