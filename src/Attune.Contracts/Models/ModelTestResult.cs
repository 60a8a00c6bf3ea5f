namespace Attune.Contracts.Models;

/// <summary>What came of trying a connection.</summary>
/// <param name="Ok">True when the model wrote something.</param>
/// <param name="Milliseconds">Time for the whole try of the chat.</param>
/// <param name="FirstPieceMilliseconds">Time to the first piece of text; null when none came.</param>
/// <param name="Reply">The beginning of what it wrote.</param>
/// <param name="Models">The models that the endpoint says it has; null when it does not say.</param>
/// <param name="Problem">Why it did not work; null when it did.</param>
public sealed record ModelTestResult(
    bool Ok,
    long Milliseconds,
    long? FirstPieceMilliseconds = null,
    string? Reply = null,
    IReadOnlyList<string>? Models = null,
    ModelProblem? Problem = null);

/// <summary>Why a model could not be asked.</summary>
/// <param name="Code">Stable name, for example <c>model_unreachable</c>.</param>
/// <param name="Detail">What went wrong this time.</param>
/// <param name="WhatToDo">The next step, in one sentence.</param>
public sealed record ModelProblem(string Code, string Detail, string WhatToDo);
