using System.ComponentModel.DataAnnotations;

namespace Attune.Inference.Settings;

/// <summary>
/// The endpoint that turns texts into vectors (section <c>Inference:Embeddings</c>). Without one, documents are found by their
/// words alone.
/// </summary>
public sealed class EmbeddingOptions
{
    /// <summary>
    /// Root of an OpenAI-compatible service that has <c>/embeddings</c>, for example http://127.0.0.1:11434/v1. Passages of all
    /// documents and the questions about them are sent there. Empty: nothing is sent anywhere.
    /// </summary>
    [OptionalEndpointAddress]
    public string BaseUrl { get; set; } = "";

    /// <summary>The model's name as the endpoint knows it, 1 to 200 characters. Required with an address.</summary>
    [ModelForAddress]
    [StringLength(EndpointLimits.ModelCharacters)]
    public string Model { get; set; } = "";

    /// <summary>Sent as bearer token; empty: none. Never shown or logged.</summary>
    [StringLength(EndpointLimits.KeyCharacters)]
    public string ApiKey { get; set; } = "";

    /// <summary>Numbers in a vector, for models that offer a choice; 0: as the model does it. Default 0; 0 to 8,192.</summary>
    [Range(0, 8_192)]
    public int Dimensions { get; set; }

    /// <summary>Texts in one request. Default 32; 1 to 2,048.</summary>
    [Range(1, 2_048)]
    public int BatchSize { get; set; } = 32;

    /// <summary>Longest time for such a request, in seconds. Default 60; 0.05 to 600.</summary>
    [Range(0.05, 600)]
    public double BatchSeconds { get; set; } = 60;

    /// <summary>
    /// Longest time for the vector of a question, in milliseconds; then it is answered from what was found by words. Default
    /// 500; 10 to 10,000.
    /// </summary>
    [Range(10, 10_000)]
    public int QuestionMilliseconds { get; set; } = 500;

    /// <summary>
    /// Characters of a text that are sent; the rest of a longer one is left out. Default 4,000; 100 to 100,000.
    /// </summary>
    [Range(100, 100_000)]
    public int MaxCharacters { get; set; } = 4_000;

    /// <summary>
    /// Put before each question, for models that were trained with such a mark, for example <c>query: </c>. Default: nothing.
    /// </summary>
    [StringLength(500)]
    public string QuestionPrefix { get; set; } = "";

    /// <summary>The same for passages, for example <c>passage: </c>. Default: nothing.</summary>
    [StringLength(500)]
    public string PassagePrefix { get; set; } = "";
}
