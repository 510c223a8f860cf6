using AiStack.Cli;

return await CommandLine.RunAsync(args);
