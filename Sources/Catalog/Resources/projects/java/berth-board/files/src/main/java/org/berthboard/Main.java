package org.berthboard;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Serves a board over HTTP. */
public final class Main {
    private static final String PATH = "/berths";

    private final Board board = new Board();
    private final Gson gson = new Gson();

    /** Listens on the port given as the first argument, or on 8080. */
    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        Main main = new Main();
        server.createContext(PATH, main::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String rest = exchange.getRequestURI().getPath().substring(PATH.length());
        String berth = rest.startsWith("/") ? rest.substring(1) : rest;
        switch (exchange.getRequestMethod()) {
            case "GET" -> answer(exchange, 200, gson.toJson(board.taken()));
            case "PUT" -> {
                String ship = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).strip();
                try {
                    Optional<String> there = board.occupy(berth, ship);
                    answer(exchange, there.isPresent() ? 409 : 201, gson.toJson(board.taken()));
                } catch (IllegalArgumentException error) {
                    answer(exchange, 422, gson.toJson(error.getMessage()));
                }
            }
            case "DELETE" -> answer(exchange, board.free(berth) ? 200 : 404, gson.toJson(board.taken()));
            default -> answer(exchange, 405, gson.toJson("use GET, PUT or DELETE"));
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var stream = exchange.getResponseBody()) {
            stream.write(body);
        }
    }
}
