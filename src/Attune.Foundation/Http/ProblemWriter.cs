using System.Globalization;
using System.Text.Json;
using Attune.Contracts;
using Attune.Foundation.Failures;
using Microsoft.AspNetCore.Http;

namespace Attune.Foundation.Http;

/// <summary>The one place where a failure becomes an HTTP answer.</summary>
public static class ProblemWriter
{
    /// <summary>Seconds after which a client may try again, where trying again makes sense.</summary>
    private const int RetryAfterSeconds = 1;

    public static async Task WriteAsync(HttpContext context, Failure failure)
    {
        var problem = new Problem(failure.Title, failure.Status, failure.Detail, failure.Code, failure.WhatToDo, failure.Retry,
            Correlation.Of(context));
        context.Response.StatusCode = failure.Status;
        if (failure.Retry)
            context.Response.Headers.RetryAfter = SecondsUntilRetry(failure).ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteJsonAsync(
            JsonSerializer.SerializeToUtf8Bytes(problem, AttuneJson.Wire.Problem), "application/problem+json");
    }

    private static int SecondsUntilRetry(Failure failure) => failure.RetryAfter is { } wait
        ? Math.Max(RetryAfterSeconds, (int)Math.Ceiling(wait.TotalSeconds))
        : RetryAfterSeconds;
}
