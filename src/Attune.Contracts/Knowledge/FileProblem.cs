namespace Attune.Contracts.Knowledge;

/// <summary>Why a file could not be taken.</summary>
/// <param name="Name">The file; in the watched folder its path in there.</param>
/// <param name="Code">The reason for programs; the codes of errors.</param>
/// <param name="Detail">The reason in words.</param>
/// <param name="WhatToDo">The next step.</param>
public sealed record FileProblem(string Name, string Code, string Detail, string WhatToDo);
