using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Attune.Inference.Settings;

/// <summary>Settings of the language models that Attune may ask (section <c>Inference</c>).</summary>
public sealed class InferenceOptions
{
    /// <summary>Endpoints in the order in which they are asked; those connected on the page follow. Default: none.</summary>
    [ValidateEnumeratedItems]
    public IList<ModelEndpointOptions> Endpoints { get; set; } = [];

    /// <summary>The endpoint that turns texts into vectors.</summary>
    [ValidateObjectMembers]
    public EmbeddingOptions Embeddings { get; set; } = new();

    /// <summary>Endpoints that may be connected on the page. Default 20; 0 to 100.</summary>
    [Range(0, 100)]
    public int MaxEndpoints { get; set; } = 20;

    /// <summary>Time to open a connection, in seconds. Default 5; 0.05 to 600.</summary>
    [Range(0.05, 600)]
    public double ConnectSeconds { get; set; } = 5;

    /// <summary>
    /// Time until the first piece of text, in seconds; a model on this machine may have to be loaded first. Default 60; 0.05 to
    /// 3,600.
    /// </summary>
    [Range(0.05, 3_600)]
    public double FirstPieceSeconds { get; set; } = 60;

    /// <summary>Time between two pieces, in seconds. Default 30; 0.05 to 3,600.</summary>
    [Range(0.05, 3_600)]
    public double BetweenPiecesSeconds { get; set; } = 30;

    /// <summary>Time for a whole answer, in seconds. Default 600; 0.05 to 86,400.</summary>
    [Range(0.05, 86_400)]
    public double AnswerSeconds { get; set; } = 600;

    /// <summary>
    /// Largest answer, in bytes of UTF-8; a longer one is ended as interrupted. Default 65,536; 1,024 to 1,048,576.
    /// </summary>
    [Range(1_024, 1_048_576)]
    public int MaxAnswerBytes { get; set; } = 65_536;

    /// <summary>Longest line that an endpoint may send, in bytes. Default 262,144; 4,096 to 16,777,216.</summary>
    [Range(4_096, 16_777_216)]
    public int MaxLineBytes { get; set; } = 262_144;

    /// <summary>Failures in a row after which an endpoint is not asked for a while. Default 3; 2 to 100.</summary>
    [Range(2, 100)]
    public int FailuresToPause { get; set; } = 3;

    /// <summary>
    /// How long an endpoint is not asked, in seconds; then one request tries it again. Default 30; 1 to 86,400.
    /// </summary>
    [Range(1, 86_400)]
    public int PauseSeconds { get; set; } = 30;
}
