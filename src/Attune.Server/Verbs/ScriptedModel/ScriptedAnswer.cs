using System.Text;

namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>Writes one answer to one request, in the way its behaviour demands.</summary>
internal sealed class ScriptedAnswer(HttpContext context, ScriptedRequest request, ModelScript script, TimeProvider clock)
{
    private const int FloodBlock = 65_536;
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromMilliseconds(50);

    /// <exception cref="OperationCanceledException">The client left.</exception>
    public Task WriteAsync(ScriptedBehaviour behaviour) => behaviour switch
    {
        ScriptedBehaviour.Refuses => FailAsync(401, "The key is not valid.", "invalid_api_key"),
        ScriptedBehaviour.Busy => FailAsync(429, "Too many requests.", "rate_limit_exceeded"),
        ScriptedBehaviour.Broken => FailAsync(500, "The script says that this fails.", "server_error"),
        ScriptedBehaviour.Unknown => FailAsync(404, $"The model '{request.Model}' does not exist.", "model_not_found"),
        ScriptedBehaviour.Redirects => RedirectAsync(),
        ScriptedBehaviour.Html => SendAsync(200, "text/html", "<!doctype html><title>Hello</title><h1>It works!</h1>"),
        ScriptedBehaviour.Silent => ForeverAsync(),
        _ when !request.IsStream => WholeAsync(behaviour),
        _ => StreamAsync(behaviour),
    };

    private async Task StreamAsync(ScriptedBehaviour behaviour)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        if (behaviour is ScriptedBehaviour.Garbage)
            await WriteAsync("data: {\"choices\": [[[ %%% this is no JSON\n\n");
        if (behaviour is ScriptedBehaviour.Floods)
            await FloodAsync();
        var pieces = behaviour is ScriptedBehaviour.Empty or ScriptedBehaviour.Garbage ? [] : Pieces(behaviour);
        // As real endpoints do: the role first, without a text.
        await WriteAsync(Event(CompletionJson.Chunk(request.Model, "", null)));
        do
        {
            await WritePiecesAsync(behaviour, BreaksOff(behaviour) ? [.. pieces.Take((pieces.Count + 1) / 2)] : pieces);
        }
        while (behaviour == ScriptedBehaviour.Rambles);
        await EndAsync(behaviour);
    }

    private async Task WritePiecesAsync(ScriptedBehaviour behaviour, IReadOnlyList<string> pieces)
    {
        var pace = script.PaceOf(behaviour);
        foreach (var piece in pieces)
        {
            await Task.Delay(pace, clock, context.RequestAborted);
            await WriteAsync(Event(CompletionJson.Chunk(request.Model, piece, null)));
        }
    }

    private async Task EndAsync(ScriptedBehaviour behaviour)
    {
        switch (behaviour)
        {
            case ScriptedBehaviour.Dies:
                // A reset connection takes with it what its reader has not read yet: the pieces get a moment to arrive.
                await Task.Delay(TimeToArrive, clock, context.RequestAborted);
                context.Abort();
                return;
            case ScriptedBehaviour.Hangs:
                await ForeverAsync();
                return;
            case ScriptedBehaviour.Unfinished:
                return;
            case ScriptedBehaviour.Garbles:
                await WriteAsync("data: }{ this is no JSON\n\n");
                return;
            case ScriptedBehaviour.Errors:
                await WriteAsync(Event(CompletionJson.Error("The script says that this fails.", "server_error")));
                return;
            default:
                await WriteAsync(Event(CompletionJson.Chunk(request.Model, null, "stop")));
                if (request.WantsUsage)
                    await WriteAsync(Event(CompletionJson.Usage(request.Model, Pieces(behaviour).Count)));
                await WriteAsync(Event("[DONE]"));
                return;
        }
    }

    /// <summary>The behaviours of a stream that have a counterpart in one piece.</summary>
    private async Task WholeAsync(ScriptedBehaviour behaviour)
    {
        if (behaviour == ScriptedBehaviour.Hangs)
            await ForeverAsync();
        await Task.Delay(script.PaceOf(behaviour), clock, context.RequestAborted);
        if (BreaksOff(behaviour))
            context.Abort();
        else if (behaviour == ScriptedBehaviour.Garbage)
            await SendAsync(200, "application/json", "{\"choices\": [[[ %%%");
        else
            await SendAsync(200, "application/json", CompletionJson.Whole(
                request.Model, behaviour == ScriptedBehaviour.Empty ? "" : string.Concat(Pieces(behaviour))));
    }

    private IReadOnlyList<string> Pieces(ScriptedBehaviour behaviour) =>
        ScriptedText.Cut(ScriptedText.Of(request, behaviour, script), script.CharactersOf(behaviour));

    private static bool BreaksOff(ScriptedBehaviour behaviour) => behaviour is ScriptedBehaviour.Dies
        or ScriptedBehaviour.Hangs or ScriptedBehaviour.Unfinished or ScriptedBehaviour.Garbles or ScriptedBehaviour.Errors;

    private static string Event(string data) => $"data: {data}\n\n";

    private async Task FloodAsync()
    {
        await WriteAsync("data: ");
        var block = new string('x', FloodBlock);
        while (true)
            await WriteAsync(block);
    }

    private Task RedirectAsync()
    {
        context.Response.Headers.Location = "http://elsewhere.invalid/v1/chat/completions";
        return SendAsync(302, "text/plain", "");
    }

    private Task FailAsync(int status, string message, string code) =>
        SendAsync(status, "application/json", CompletionJson.Error(message, code));

    private Task SendAsync(int status, string type, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return WriteAsync(body);
    }

    private async Task WriteAsync(string text)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private Task ForeverAsync() => Task.Delay(Timeout.InfiniteTimeSpan, clock, context.RequestAborted);
}
