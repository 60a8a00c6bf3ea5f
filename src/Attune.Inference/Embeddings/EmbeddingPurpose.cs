using Microsoft.Extensions.AI;

namespace Attune.Inference.Embeddings;

/// <summary>What a vector is wanted for: many models make another one of a question than of a passage.</summary>
public static class EmbeddingPurpose
{
    private const string Property = "purpose";
    private const string QuestionValue = "question";

    /// <summary>Options for the vector of a question that somebody waits for. Without them a text counts as a passage.</summary>
    public static EmbeddingGenerationOptions Question() => new()
    {
        AdditionalProperties = new AdditionalPropertiesDictionary { [Property] = QuestionValue },
    };

    internal static bool IsQuestion(EmbeddingGenerationOptions? options) =>
        options?.AdditionalProperties?.GetValueOrDefault(Property) is QuestionValue;
}
