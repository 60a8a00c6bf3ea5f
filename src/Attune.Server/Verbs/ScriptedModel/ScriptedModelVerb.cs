using System.Globalization;
using Attune.Foundation.Modules;

namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>Runs the stand-in for a language model until Ctrl-C or SIGTERM.</summary>
internal sealed class ScriptedModelVerb : IVerb
{
    private const int Failed = 1;
    private const int UsageError = 2;
    private const string Usage =
        "attune scripted-model [--port N] [--script FILE]\n"
        + "  --port N        where it listens on this machine, 0 to 65535; default 0: a free port\n"
        + "  --script FILE   what it says, as JSON: {\"text\": \"…\", \"pieceCharacters\": 8, \"pieceMilliseconds\": 40}\n"
        + "When it is ready it prints one line of JSON with its base URL. docs/MODELS.md says what each model name does.";

    public string Name => "scripted-model";

    public string Summary => "run a stand-in for a language model, for trying and testing [--port N] [--script FILE]";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (ReadArguments(arguments) is not var (port, file))
        {
            await Console.Error.WriteLineAsync(Usage);
            return UsageError;
        }

        try
        {
            var script = file is null ? new ModelScript() : ModelScript.Parse(await File.ReadAllTextAsync(file, cancellation));
            await using var server = await ScriptedModelServer.StartAsync(script, port, cancellation: cancellation);
            await Console.Out.WriteLineAsync(CompletionJson.Address(server.BaseUrl));
            await Console.Out.FlushAsync(cancellation);
            await server.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The scripted model could not start. {error.Message}");
            return Failed;
        }
    }

    private static (int Port, string? Script)? ReadArguments(IReadOnlyList<string> arguments)
    {
        var (port, script) = (0, (string?)null);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count)
                return null;
            if (arguments[i] == "--script")
                script = arguments[i + 1];
            else if (arguments[i] != "--port" || !int.TryParse(
                arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > ushort.MaxValue)
                return null;
        }

        return (port, script);
    }
}
