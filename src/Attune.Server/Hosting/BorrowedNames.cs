namespace Attune.Server.Hosting;

/// <summary>
/// Environment variables that installations of other programs have set already, and what they mean here. Weaker than our own
/// names.
/// </summary>
internal static class BorrowedNames
{
    private const string FirstModel = "Inference:Endpoints:0:Model";
    private const string FirstAddress = "Inference:Endpoints:0:BaseUrl";

    /// <summary>The settings that they stand for.</summary>
    /// <param name="files">Reads what the settings files say: a model's name alone, without an endpoint, means nothing.</param>
    /// <param name="variable">Reads an environment variable; null when it is not set.</param>
    public static IEnumerable<KeyValuePair<string, string?>> Read(Func<IConfiguration> files, Func<string, string?> variable)
    {
        if (variable("CHROMA_DB_PATH") is { Length: > 0 } index)
            yield return new("Knowledge:IndexFolder", index);
        if (variable("LLM_MODEL_NAME") is not { Length: > 0 } model)
            yield break;
        if (variable("ATTUNE_Inference__Endpoints__0__BaseUrl") is { Length: > 0 } || files()[FirstAddress] is { Length: > 0 })
            yield return new(FirstModel, model);
    }
}
