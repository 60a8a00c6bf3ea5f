using System.Text;
using Attune.Contracts.Models;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Inference.Answers;
using Attune.Inference.Settings;
using Attune.Inference.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Attune.Inference.Endpoints;

/// <summary>
/// Tries a connection as it would be used, and says what came of it. Nothing is stored and no pause is changed.
/// </summary>
internal sealed class TestEndpoint(
    EndpointDirectory directory, EndpointWire wire, OfferedModels offered, IOptions<InferenceOptions> options, TimeProvider clock)
{
    private const int ReplyCharacters = 200;

    private static readonly ChatMessage[] Question =
        [new(ChatRole.User, "Reply with one short sentence: say that you are ready.")];

    public async ValueTask<Outcome<ModelTestResult>> RunAsync(
        Caller caller, ModelTestRequest request, CancellationToken cancellation)
    {
        if (EndpointFields.Check(null, request.BaseUrl, request.Model, request.ApiKey) is { } wrong)
            return wrong;
        var stored = request.Id is { } id ? directory.Find(caller.Organisation, id)?.Definition : null;
        if (request.Id is not null && stored is null)
            return EndpointFailures.Unknown(request.Id);
        var address = new Uri(request.BaseUrl!);
        var key = EndpointFields.KeyOr(request.ApiKey, stored, address);
        if (key.Failure is { } needed)
            return needed;
        var model = request.Model!.Trim();
        return await AskAsync(
            new EndpointDefinition("test", model, address, model, key.Value, EndpointSource.Page, Enabled: true), cancellation);
    }

    private async Task<ModelTestResult> AskAsync(EndpointDefinition endpoint, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var reply = new StringBuilder();
        long? firstPiece = null;
        Failure? failure = null;
        try
        {
            await using var reader = new AnswerReader(
                token => wire.AskAsync(endpoint, Question, null, token), options.Value, clock, cancellation);
            while (reply.Length < ReplyCharacters && await reader.NextAsync() is { } text)
            {
                firstPiece ??= MillisecondsSince(started);
                reply.Append(text);
            }
        }
        catch (EndpointException error)
        {
            failure = error.Failure;
        }

        var milliseconds = MillisecondsSince(started);
        var models = failure?.Code is "model_unreachable" or "model_timed_out"
            ? null
            : await offered.ByAsync(endpoint, cancellation);
        return new ModelTestResult(
            failure is null, milliseconds, firstPiece, reply.Length > 0 ? Beginning(reply.ToString()) : null, models,
            failure is null ? null : new ModelProblem(failure.Code, failure.Detail, failure.WhatToDo));
    }

    private long MillisecondsSince(long started) => (long)clock.GetElapsedTime(started).TotalMilliseconds;

    private static string Beginning(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length <= ReplyCharacters)
            return trimmed;
        return trimmed[..(char.IsHighSurrogate(trimmed[ReplyCharacters - 1]) ? ReplyCharacters - 1 : ReplyCharacters)] + "…";
    }
}
