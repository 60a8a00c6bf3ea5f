using System.Text.Json;

namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>What the stand-in says and how fast. Every field may be left out.</summary>
/// <param name="Text">The answer to everything; null: the built-in text in the language of the question.</param>
/// <param name="Texts">Answers by turn: the first to a conversation's first message, and again after the last.</param>
/// <param name="PieceCharacters">Characters (code points) in a piece, 1 to 10,000; null: 8.</param>
/// <param name="PieceMilliseconds">Time between two pieces, 0 to 60,000; null: 40, and 200 for <c>slow</c>.</param>
/// <param name="Synonyms">Groups of words that mean the same to <c>/embeddings</c>, in any language; null: none do.</param>
/// <param name="Behaviours">The same fields for single behaviours, by name; they win.</param>
public sealed record ModelScript(
    string? Text = null,
    IReadOnlyList<string>? Texts = null,
    int? PieceCharacters = null,
    int? PieceMilliseconds = null,
    IReadOnlyList<IReadOnlyList<string>>? Synonyms = null,
    IReadOnlyDictionary<string, ModelScript>? Behaviours = null)
{
    private const int DefaultPieceCharacters = 8;
    private const int DefaultPieceMilliseconds = 40;
    private const int SlowPieceMilliseconds = 200;
    private const int MostPieceCharacters = 10_000;
    private const int MostPieceMilliseconds = 60_000;

    /// <summary>Reads a script.</summary>
    /// <exception cref="InvalidDataException">It is no JSON, or a field is unknown or out of range.</exception>
    public static ModelScript Parse(string json)
    {
        ModelScript script;
        try
        {
            script = JsonSerializer.Deserialize(json, ScriptedModelJson.Default.ModelScript)
                ?? throw new InvalidDataException("The script must be a JSON object.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"The script could not be read: {error.Message}", error);
        }

        script.Check();
        return script;
    }

    internal int CharactersOf(ScriptedBehaviour behaviour) =>
        For(behaviour)?.PieceCharacters ?? PieceCharacters ?? DefaultPieceCharacters;

    internal TimeSpan PaceOf(ScriptedBehaviour behaviour) => TimeSpan.FromMilliseconds(
        For(behaviour)?.PieceMilliseconds ?? PieceMilliseconds
        ?? (behaviour == ScriptedBehaviour.Slow ? SlowPieceMilliseconds : DefaultPieceMilliseconds));

    /// <param name="behaviour">What the model does.</param>
    /// <param name="turn">Which message of the user is answered, from 1.</param>
    /// <returns>Null when the script says nothing about it.</returns>
    internal string? TextOf(ScriptedBehaviour behaviour, int turn) => For(behaviour)?.OwnText(turn) ?? OwnText(turn);

    private string? OwnText(int turn) => Texts is { Count: > 0 } texts ? texts[(turn - 1) % texts.Count] : Text;

    private ModelScript? For(ScriptedBehaviour behaviour) => Behaviours?.FirstOrDefault(
        pair => ScriptedBehaviours.Parse(pair.Key) == behaviour).Value;

    private void Check()
    {
        if (PieceCharacters is < 1 or > MostPieceCharacters)
            throw new InvalidDataException($"pieceCharacters must be 1 to {MostPieceCharacters}.");
        if (PieceMilliseconds is < 0 or > MostPieceMilliseconds)
            throw new InvalidDataException($"pieceMilliseconds must be 0 to {MostPieceMilliseconds}.");
        foreach (var (name, script) in Behaviours ?? new Dictionary<string, ModelScript>())
        {
            if (ScriptedBehaviours.Parse(name) is null)
                throw new InvalidDataException($"There is no behaviour '{name}'. There are: "
                    + $"{string.Join(", ", ScriptedBehaviours.Names)}.");
            script.Check();
        }
    }
}
