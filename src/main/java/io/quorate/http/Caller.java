package io.quorate.http;

/**
 * Who asks.
 *
 * @param user empty when the authentication method knows no names
 * @param mayWrite whether this caller may change anything on this node
 */
record Caller(String user, boolean mayWrite) {}
