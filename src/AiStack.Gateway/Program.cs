using AiStack.Gateway;

return await GatewayProgram.RunAsync(args);
