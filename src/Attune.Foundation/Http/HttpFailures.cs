using System.Text.Json;
using Attune.Foundation.Failures;

namespace Attune.Foundation.Http;

/// <summary>What can be wrong with any HTTP call.</summary>
public static class HttpFailures
{
    public static Failure EmptyBody { get; } = new("empty_body", 400, "The body is missing.",
        "The body was empty or null.", "Send a JSON object.");

    public static Failure NotFound { get; } = new("not_found", 404, "There is nothing at this address.",
        "No route or item matches.", "Check the address; docs/reference/http.md lists every route.");

    public static Failure Unexpected { get; } = new("unexpected", 500, "Something went wrong on the server.",
        "The failure was logged with this correlation id.", "Try again; if it stays, look for the correlation id in the log.",
        Retry: true);

    public static Failure WrongMethod(string method) => new("wrong_method", 405, "The address does not answer this method.",
        $"'{method}' is not answered here.", "Use a method of the header Allow; docs/reference/http.md lists every route.");

    public static Failure TooLarge(long limitBytes) => new("body_too_large", 413, "The body is larger than the limit.",
        $"At most {limitBytes} bytes are read.", "Send less at once.");

    public static Failure BadRequest(int status, string detail) => new("bad_request", status, "The request could not be read.",
        detail, "Correct the request and send it again.");

    public static Failure InvalidJson(JsonException error) => new("invalid_json", 400, "The body is not the expected JSON.",
        error.Path is null or "$"
            ? $"It could not be read at line {error.LineNumber + 1}."
            : $"'{error.Path}' could not be read.",
        "Send one JSON object with the fields that docs/reference/http.md names.");

    public static Failure InvalidField(string field, string rule) => new("invalid_field", 400, "A field has a wrong value.",
        $"'{field}' {rule}.", $"Correct '{field}' and send again.");
}
