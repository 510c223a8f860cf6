System.Console.WriteLine(Projects.Sample_AppHost.ProjectPath);
